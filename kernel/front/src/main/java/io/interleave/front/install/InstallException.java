package io.interleave.front.install;

/** Something a user can put right; the message is one line that says what and how. */
public final class InstallException extends Exception {
  private static final long serialVersionUID = 1L;

  /**
   * @param problem what is wrong and where, without a full stop
   * @param cure what to do, a sentence
   * @param trouble the heading in the README's troubleshooting section
   */
  InstallException(String problem, String cure, Trouble trouble) {
    super(line(problem, cure, trouble));
  }

  /** The message of such an exception. */
  static String line(String problem, String cure, Trouble trouble) {
    return problem + ". " + cure + " (README, Troubleshooting: " + trouble.anchor() + ")";
  }
}
