package io.interleave.front.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConnectionFileTest {
  private static final String COMPLETE =
      "{\"shell_port\":50001,\"iopub_port\":50002,\"stdin_port\":50003,\"control_port\":50004,"
          + "\"hb_port\":50005,\"ip\":\"127.0.0.1\",\"key\":\"secret\",\"transport\":\"tcp\","
          + "\"signature_scheme\":\"hmac-sha256\",\"kernel_name\":\"interleave\","
          + "\"jupyter_session\":\"/a/b.ipynb\",\"future\":{\"x\":[1]}}";

  @TempDir Path folder;

  @Test
  void aFileIsReadAndUnknownFieldsAreIgnored() throws Exception {
    Path path = Files.writeString(folder.resolve("kernel.json"), COMPLETE);
    assertThat(ConnectionFile.read(path))
        .isEqualTo(
            new ConnectionFile(
                "127.0.0.1", 50001, 50002, 50003, 50004, 50005, "secret", "hmac-sha256"));
  }

  @Test
  void addressKeyAndSchemeHaveDefaults() throws Exception {
    ConnectionFile file =
        parse(
            "{\"shell_port\":1,\"iopub_port\":\"2\",\"stdin_port\":3,\"control_port\":4,"
                + "\"hb_port\":65535,\"curve_publickey\":null}");
    assertThat(file.ip()).isEqualTo("127.0.0.1");
    assertThat(file.iopubPort()).isEqualTo(2);
    assertThat(file.signatureScheme()).isEqualTo("hmac-sha256");
    assertThat(file.signer().isOff()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "127.0.0.1, tcp://127.0.0.1:9",
    "0.0.0.0, tcp://0.0.0.0:9",
    "*, tcp://*:9",
    "::1, tcp://[::1]:9",
    "[::1], tcp://[::1]:9",
    "fe80::1, tcp://[fe80::1]:9",
    "pod.example, tcp://pod.example:9"
  })
  void everyKindOfAddressMakesAnEndpoint(String ip, String endpoint) throws Exception {
    assertThat(parse(COMPLETE.replace("127.0.0.1", ip)).endpoint(9)).isEqualTo(endpoint);
  }

  @Test
  void aMissingFileIsNamed() {
    Path path = folder.resolve("none.json");
    assertThatThrownBy(() -> ConnectionFile.read(path))
        .isInstanceOf(ConnectionFileException.class)
        .hasMessageContaining(path.toString())
        .hasMessageContaining("no such file");
  }

  @Test
  void aFolderIsNoFile() {
    assertThatThrownBy(() -> ConnectionFile.read(folder))
        .isInstanceOf(ConnectionFileException.class)
        .hasMessageContaining("cannot be read");
  }

  @Test
  void whatIsWrongInAFileIsSaidTogetherWithItsPath() throws Exception {
    Path path = Files.writeString(folder.resolve("empty.json"), "");
    assertThatThrownBy(() -> ConnectionFile.read(path))
        .isInstanceOf(ConnectionFileException.class)
        .hasMessage("Connection file " + path + ": it is empty.");
  }

  @Test
  void malformedTextMissingAndImpossibleFieldsAreNamed() {
    refuse("  ", "invalid JSON");
    refuse(COMPLETE.substring(0, 40), "invalid JSON");
    refuse("[1]", "no JSON object");
    refuse("{}", "\"shell_port\" is missing");
    refuse(COMPLETE.replace("hb_port", "port"), "\"hb_port\" is missing");
    refuse(COMPLETE.replace("50003", "0"), "\"stdin_port\" is 0");
    refuse(COMPLETE.replace("50003", "65536"), "\"stdin_port\" is 65536");
    refuse(COMPLETE.replace("50003", "1.5"), "\"stdin_port\" is 1.5");
    refuse(COMPLETE.replace("50003", "true"), "\"stdin_port\" is true");
    refuse(COMPLETE.replace("50003", "[]"), "\"stdin_port\" is []");
  }

  @Test
  void whatThisKernelDoesNotHaveIsRefused() {
    refuse(COMPLETE.replace("\"tcp\"", "\"ipc\""), "transport \"ipc\" is not supported");
    refuse(COMPLETE.replace("\"tcp\"", "\"udp\""), "transport \"udp\" is unknown");
    refuse(COMPLETE.replace("future", "curve_publickey"), "curve_publickey");
    refuse(COMPLETE.replace("future", "curve_secretkey"), "CurveZMQ");
    refuse("{\"registration_port\":5,\"registration_ip\":\"127.0.0.1\"}", "JEP 66");
  }

  @Test
  void anUnknownSignatureSchemeIsRefused() throws Exception {
    ConnectionFile file = parse(COMPLETE.replace("hmac-sha256", "hmac-crc32"));
    assertThatThrownBy(file::signer).hasMessageContaining("\"hmac-crc32\" is unknown");
  }

  private static void refuse(String json, String reason) {
    assertThatThrownBy(() -> parse(json))
        .isInstanceOf(ConnectionFileException.class)
        .hasMessageContaining(reason);
  }

  private static ConnectionFile parse(String json) throws ConnectionFileException {
    return ConnectionFile.parse(json.getBytes(UTF_8));
  }
}
