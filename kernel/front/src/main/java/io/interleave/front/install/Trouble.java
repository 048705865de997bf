package io.interleave.front.install;

import java.util.Locale;

/** The headings of the README's troubleshooting section that messages point to. */
enum Trouble {
  OLD_JAVA,
  NO_JAVA,
  NO_JSHELL,
  NO_JAR,
  NO_PYTHON,
  KERNEL_NAME,
  KERNEL_DOES_NOT_START,
  UNWRITABLE_FOLDER,
  BROKEN_INSTALLATION,
  NOT_INSTALLED,
  SLOW_START;

  /** The anchor of the heading. */
  String anchor() {
    return "#" + name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
