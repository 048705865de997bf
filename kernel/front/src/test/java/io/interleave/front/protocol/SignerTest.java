package io.interleave.front.protocol;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SignerTest {
  private static final List<byte[]> FRAMES =
      List.of(
          ("{\"msg_id\": \"m1\", \"msg_type\": \"kernel_info_request\", \"username\": \"u\","
                  + " \"session\": \"s1\", \"date\": \"2026-11-20T08:24:14.811421Z\","
                  + " \"version\": \"5.4\", \"x\": {\"a\": 1}}")
              .getBytes(UTF_8),
          "{}".getBytes(UTF_8),
          "{}".getBytes(UTF_8),
          "{\"text\": \"h\u00e9llo\"}".getBytes(UTF_8));

  /** Keys and texts of RFC 4231, sections 4.2 to 4.8 without the truncated one. */
  @ParameterizedTest
  @CsvSource({
    "0b*20, 4869205468657265,"
        + "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7,"
        + "87aa7cdea5ef619d4ff0b4241a1d6cb02379f4e2ce4ec2787ad0b30545e17cde"
        + "daa833b7d6b8a702038b274eaea3f4e4be9d914eeb61f1702e696c203a126854",
    "4a656665, 7768617420646f2079612077616e7420666f72206e6f7468696e673f,"
        + "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843,"
        + "164b7a7bfcf819e2e395fbe73b56e0a387bd64222e831fd610270cd7ea250554"
        + "9758bf75c05a994a6d034f65f8f0e6fdcaeab1a34d4a6b4b636e070a38bce737",
    "aa*20, dd*50,"
        + "773ea91e36800e46854db8ebd09181a72959098b3ef8c122d9635514ced565fe,"
        + "fa73b0089d56a284efb0f0756c890be9b1b5dbdd8ee81a3655f83e33b2279d39"
        + "bf3e848279a722c806b485a47e67c807b946a337bee8942674278859e13292fb",
    "0102030405060708090a0b0c0d0e0f10111213141516171819, cd*50,"
        + "82558a389a443c0ea4cc819899f2083a85f0faa3e578f8077a2e3ff46729665b,"
        + "b0ba465637458c6990e5a8c5f61d4af7e576d97ff94b872de76f8050361ee3db"
        + "a91ca5c11aa25eb4d679275cc5788063a5f19741120c4f2de2adebeb10a298dd",
    "aa*131, 54657374205573696e67204c6172676572205468616e20426c6f636b2d53697a65"
        + "204b6579202d2048617368204b6579204669727374,"
        + "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54,"
        + "80b24263c7c1a3ebb71493c1dd7be8b49b46d1f41b4aeec1121b013783f8f352"
        + "6b56d037e05f2598bd0fd2215d6a1e5295e64f73f63f0aec8b915a985d786598",
    "aa*131, 5468697320697320612074657374207573696e672061206c6172676572207468"
        + "616e20626c6f636b2d73697a65206b657920616e642061206c61726765722074"
        + "68616e20626c6f636b2d73697a6520646174612e20546865206b6579206e6565"
        + "647320746f20626520686173686564206265666f7265206265696e6720757365"
        + "642062792074686520484d414320616c676f726974686d2e,"
        + "9b09ffa71b942fcb27635fbcd5b0e944bfdc63644f0713938a7f51535c3a35e2,"
        + "e37b6a775dc87dbaa4dfa9f96e5e3ffddebd71f8867289865df5a32d20cdc944"
        + "b6022cac3c4982b10d5eeb55c3e4de15134676fb6de0446065c97440fa8c6a58"
  })
  void signaturesAreThoseOfRfc4231(String key, String text, String sha256, String sha512)
      throws Exception {
    List<byte[]> frames = List.of(bytes(text));
    assertThat(Signer.of("hmac-sha256", bytes(key)).sign(frames)).asString().isEqualTo(sha256);
    assertThat(Signer.of("hmac-sha512", bytes(key)).sign(frames)).asString().isEqualTo(sha512);
  }

  /** RFC 2202, test case 2. */
  @Test
  void oldHashesAreThoseOfRfc2202() throws Exception {
    List<byte[]> frames = List.of("what do ya want for nothing?".getBytes(US_ASCII));
    assertThat(Signer.of("hmac-md5", "Jefe").sign(frames))
        .asString()
        .isEqualTo("750c783e6ab0b503eaa86e310a5db738");
    assertThat(Signer.of("hmac-sha1", "Jefe").sign(frames))
        .asString()
        .isEqualTo("effcdf6ae5eb2fa2d27416d5f184df9c259a7c79");
  }

  /** The signatures were made by jupyter_client 8.10 from the same bytes. */
  @ParameterizedTest
  @CsvSource({
    "hmac-sha256,913ad3d65d47dcebf6a1f0ad2361eb7ae373d0f704ecb67442c2ebc071ca18bd",
    "hmac-sha512,809ed0f77a5e8409d69e56d2cc580e44131813a646c0885963af5faa2fff2336"
        + "dc88a2195e4e0f12736a1d75123a972f72d1a3281cb3fcdc7d42ce78c4213186",
    "hmac-sha1,7019ef0b700681143051fa76ec163a0bc46c4fc9",
    "hmac-md5,e7bbc66d7241826251090079c5e8947a",
    "hmac-sha3_256,9236936f07aae3f41d7129032631f357e95b935f24685f39b219b92e9c1cb2ad"
  })
  void theFourFramesAreSignedAsJupyterClientSignsThem(String scheme, String signature)
      throws Exception {
    Signer signer = Signer.of(scheme, "5ca1ab1e-feed-4a11-8b01-000000000001");
    assertThat(signer.sign(FRAMES)).asString().isEqualTo(signature);
    assertThat(signer.verify(signature.getBytes(US_ASCII), FRAMES)).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "hmac-md5, HmacMD5",
    "hmac-sha1, HmacSHA1",
    "hmac-sha224, HmacSHA224",
    "hmac-sha256, HmacSHA256",
    "hmac-sha384, HmacSHA384",
    "hmac-sha512, HmacSHA512",
    "hmac-sha3_224, HmacSHA3-224",
    "hmac-sha3_256, HmacSHA3-256",
    "hmac-sha3_384, HmacSHA3-384",
    "hmac-sha3_512, HmacSHA3-512"
  })
  void everySchemeAgreesWithTheMacOfTheJdk(String scheme, String algorithm) throws Exception {
    Random random = new Random(7);
    for (int length : new int[] {1, 36, 63, 64, 65, 71, 72, 73, 127, 128, 129, 145, 300}) {
      byte[] key = new byte[length];
      byte[] text = new byte[length * 5];
      random.nextBytes(key);
      random.nextBytes(text);
      Mac mac = Mac.getInstance(algorithm);
      mac.init(new SecretKeySpec(key, algorithm));
      assertThat(Signer.of(scheme, key).sign(List.of(text)))
          .asString()
          .isEqualTo(HexFormat.of().formatHex(mac.doFinal(text)));
    }
  }

  @Test
  void anyChangedFrameOrSignatureIsRejected() throws Exception {
    Signer signer = Signer.of("hmac-sha256", "secret");
    byte[] signature = signer.sign(FRAMES);
    for (int i = 0; i < FRAMES.size(); i++) {
      List<byte[]> changed = new java.util.ArrayList<>(FRAMES);
      changed.set(i, "{\"a\":1}".getBytes(UTF_8));
      assertThat(signer.verify(signature, changed)).isFalse();
    }
    for (int i = 0; i < signature.length; i++) {
      byte[] changed = signature.clone();
      changed[i] ^= 1;
      assertThat(signer.verify(changed, FRAMES)).isFalse();
    }
    assertThat(signer.verify(new byte[0], FRAMES)).isFalse();
    assertThat(signer.verify(Arrays.copyOf(signature, 63), FRAMES)).isFalse();
    assertThat(Signer.of("hmac-sha256", "other").verify(signature, FRAMES)).isFalse();
  }

  @Test
  void anEmptyKeySignsWithNothingAndAcceptsEverything() throws Exception {
    Signer signer = Signer.of("hmac-sha256", "");
    assertThat(signer.isOff()).isTrue();
    assertThat(signer.sign(FRAMES)).isEmpty();
    assertThat(signer.verify("anything".getBytes(US_ASCII), FRAMES)).isTrue();
  }

  @Test
  void anUnknownSchemeIsNamed() {
    for (String scheme : List.of("sha256", "hmac-", "hmac-rot13", "")) {
      assertThatThrownBy(() -> Signer.of(scheme, "k"))
          .isInstanceOf(ConnectionFileException.class)
          .hasMessageContaining('"' + scheme + '"')
          .hasMessageContaining("hmac-sha256");
    }
  }

  /** Hex, or {@code aa*20} for twenty times the byte aa. */
  private static byte[] bytes(String text) {
    int star = text.indexOf('*');
    return HexFormat.of()
        .parseHex(
            star < 0
                ? text
                : text.substring(0, star).repeat(Integer.parseInt(text.substring(star + 1))));
  }
}
