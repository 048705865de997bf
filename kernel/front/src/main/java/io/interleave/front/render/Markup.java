package io.interleave.front.render;

/**
 * HTML that comes with its text, twice: folded for who wants to copy it, and in place of all else
 * where a sanitiser would turn tags into visible text.
 *
 * <p>nbconvert's {@code --sanitize-html} knows neither captions nor pictures and shows their tags,
 * a picture's data included. It keeps classes and drops styles, JupyterLab's sanitiser keeps both.
 * So the classes hide the markup (Lumino's pair in JupyterLab's style sheet, Bootstrap's in that of
 * the classic notebook), a style of the same element shows it again, and the other way round for
 * the text.
 */
final class Markup {
  private static final String SHOWN_WITH_STYLES =
      "<div class=\"lm-Widget lm-mod-hidden hidden\""
          + " style=\"display: block !important; overflow: visible\">";
  private static final String SHOWN_WITHOUT_STYLES = "<pre style=\"display: none\"><code>";

  private Markup() {}

  /**
   * @param html escaped, its tags balanced
   * @param text that says the same, not escaped
   */
  static String withText(String html, String text) {
    return SHOWN_WITH_STYLES
        + html
        + "<details><summary>Text version</summary>"
        + fixed(text)
        + "</details></div>\n"
        + SHOWN_WITHOUT_STYLES
        + Names.escape(text)
        + "</code></pre>";
  }

  /** The text in columns: nbconvert's pages take the fixed width from {@code pre} itself. */
  static String fixed(String text) {
    return "<pre><code>" + Names.escape(text) + "</code></pre>";
  }
}
