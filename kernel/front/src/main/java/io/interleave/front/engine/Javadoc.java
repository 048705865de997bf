package io.interleave.front.engine;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Turns a documentation comment into plain text, well enough to be read in a tooltip. */
final class Javadoc {
  private static final Pattern INLINE =
      Pattern.compile("\\{@(?:code|literal|link|linkplain|value)\\s+([^{}]*)\\}");
  private static final Pattern PARAGRAPH =
      Pattern.compile("(?i)\\s*</?(?:p|pre|ul|ol|h\\d|dl)>\\s*");
  private static final Pattern ITEM = Pattern.compile("(?i)\\s*<(?:li|dt|dd)>\\s*");
  private static final Pattern TAG = Pattern.compile("</?[A-Za-z][^<>]*>");
  private static final Pattern BLOCK_TAG = Pattern.compile("(?m)^\\s*@(\\w+)\\s+");

  private Javadoc() {}

  static String plain(String javadoc) {
    String text = javadoc.strip();
    Matcher inline = INLINE.matcher(text);
    while (inline.find()) {
      text = inline.replaceAll(match -> Matcher.quoteReplacement(match.group(1).strip()));
      inline = INLINE.matcher(text);
    }
    text = PARAGRAPH.matcher(text).replaceAll("\n\n");
    text = ITEM.matcher(text).replaceAll("\n- ");
    text = TAG.matcher(text).replaceAll("");
    text = BLOCK_TAG.matcher(text).replaceAll("\n$1: ");
    text = text.replace("&lt;", "<").replace("&gt;", ">").replace("&nbsp;", " ");
    text = text.replace("&quot;", "\"").replace("&#64;", "@").replace("&amp;", "&");
    return text.replaceAll("(?m)^[ \t]+(?=\\S)", "").replaceAll("\n{3,}", "\n\n").strip();
  }
}
