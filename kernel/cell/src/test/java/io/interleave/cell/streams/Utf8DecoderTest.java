package io.interleave.cell.streams;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class Utf8DecoderTest {
  @Test
  void putsCharactersTogetherWhereverTheyAreCut() {
    String text = "aß€🌍z";
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    for (int cut = 0; cut <= bytes.length; cut++) {
      Utf8Decoder decoder = new Utf8Decoder();
      String decoded =
          decoder.decode(bytes, 0, cut) + decoder.decode(bytes, cut, bytes.length - cut);
      assertThat(decoded).isEqualTo(text);
    }
  }

  @Test
  void replacesBytesThatAreNoUtf8AndGoesOn() {
    Utf8Decoder decoder = new Utf8Decoder();
    assertThat(decoder.decode(0xFF) + decoder.decode('a')).isEqualTo("\uFFFDa");
    assertThat(decoder.decode(0xC3) + decoder.decode('b')).isEqualTo("\uFFFDb");
  }
}
