package io.interleave.front.protocol;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Signs messages with HMAC (RFC 2104): lowercase hex over the four JSON frames in order. An empty
 * key switches authentication off; signatures are then empty and everything is accepted.
 */
public final class Signer {
  private static final byte[] HEX = {
    '0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b', 'c', 'd', 'e', 'f'
  };
  private static final byte[] NONE = {};

  private final boolean off;
  // Both have taken in their half of the key; they are copied for each message and never changed.
  private final MessageDigest inner;
  private final MessageDigest outer;

  private Signer(boolean off, MessageDigest inner, MessageDigest outer) {
    this.off = off;
    this.inner = inner;
    this.outer = outer;
  }

  /**
   * @param scheme {@code hmac-} and a hash: md5, sha1, sha224, sha256, sha384, sha512, sha3_256 and
   *     others that this JVM has
   * @param key its UTF-8 bytes are the key
   * @throws ConnectionFileException when the scheme is unknown
   */
  public static Signer of(String scheme, String key) throws ConnectionFileException {
    return of(scheme, key.getBytes(StandardCharsets.UTF_8));
  }

  // javax.crypto.Mac does the same, but loading and verifying its provider costs a start of the
  // kernel some 20 ms, and it cannot take an empty key.
  static Signer of(String scheme, byte[] key) throws ConnectionFileException {
    MessageDigest inner = digest(scheme);
    MessageDigest outer = digest(scheme);
    int block = blockLength(inner.getAlgorithm());
    byte[] padded = Arrays.copyOf(key.length > block ? digest(scheme).digest(key) : key, block);
    byte[] innerPad = new byte[block];
    byte[] outerPad = new byte[block];
    for (int i = 0; i < block; i++) {
      innerPad[i] = (byte) (padded[i] ^ 0x36);
      outerPad[i] = (byte) (padded[i] ^ 0x5c);
    }
    inner.update(innerPad);
    outer.update(outerPad);
    return new Signer(key.length == 0, inner, outer);
  }

  /** Whether the key was empty, so that nothing is signed or checked. */
  public boolean isOff() {
    return off;
  }

  /** The signature frame: lowercase hex in ASCII, or empty. */
  public byte[] sign(List<byte[]> frames) {
    if (off) {
      return NONE;
    }
    MessageDigest hash = copy(inner);
    for (byte[] frame : frames) {
      hash.update(frame);
    }
    byte[] innerHash = hash.digest();
    MessageDigest second = copy(outer);
    return hex(second.digest(innerHash));
  }

  /** Whether the signature belongs to the frames; takes the same time whatever differs. */
  public boolean verify(byte[] signature, List<byte[]> frames) {
    return off || MessageDigest.isEqual(sign(frames), signature);
  }

  private static byte[] hex(byte[] bytes) {
    byte[] hex = new byte[bytes.length * 2];
    for (int i = 0; i < bytes.length; i++) {
      hex[2 * i] = HEX[bytes[i] >> 4 & 15];
      hex[2 * i + 1] = HEX[bytes[i] & 15];
    }
    return hex;
  }

  private static MessageDigest copy(MessageDigest digest) {
    try {
      return (MessageDigest) digest.clone();
    } catch (CloneNotSupportedException e) {
      throw new IllegalStateException(digest.getAlgorithm() + " cannot be copied", e);
    }
  }

  private static MessageDigest digest(String scheme) throws ConnectionFileException {
    String prefix = "hmac-";
    String hash = scheme.startsWith(prefix) ? scheme.substring(prefix.length()) : "";
    String algorithm =
        switch (hash.toLowerCase(Locale.ROOT)) {
          case "md5" -> "MD5";
          case "sha1" -> "SHA-1";
          case "sha224" -> "SHA-224";
          case "sha256" -> "SHA-256";
          case "sha384" -> "SHA-384";
          case "sha512" -> "SHA-512";
          case "sha3_224" -> "SHA3-224";
          case "sha3_256" -> "SHA3-256";
          case "sha3_384" -> "SHA3-384";
          case "sha3_512" -> "SHA3-512";
          default -> "";
        };
    try {
      if (!algorithm.isEmpty()) {
        return MessageDigest.getInstance(algorithm);
      }
    } catch (NoSuchAlgorithmException e) {
      throw new ConnectionFileException(
          "signature_scheme \"" + scheme + "\": this JVM has no " + algorithm, e);
    }
    throw new ConnectionFileException(
        "signature_scheme \""
            + scheme
            + "\" is unknown; it has to be hmac-sha256, hmac-sha512, hmac-sha1, hmac-md5 or"
            + " another hmac- with a SHA-2 or SHA-3 hash");
  }

  private static int blockLength(String algorithm) {
    return switch (algorithm) {
      case "SHA-384", "SHA-512" -> 128;
      case "SHA3-224" -> 144;
      case "SHA3-256" -> 136;
      case "SHA3-384" -> 104;
      case "SHA3-512" -> 72;
      default -> 64;
    };
  }
}
