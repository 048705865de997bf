package io.interleave.front.render;

import io.interleave.front.threads.ThreadReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Writes what reports look like into a folder, for people to look at: one page, light and dark. */
final class Gallery {
  private Gallery() {}

  public static void main(String[] args) throws IOException {
    Path folder = Path.of(args[0]);
    Files.createDirectories(folder);
    StringBuilder body = new StringBuilder();
    StringBuilder text = new StringBuilder();
    for (ThreadReport report :
        List.of(Reports.sleepers(), Reports.contention(), Reports.many(40))) {
      body.append(new ThreadTable(report).html())
          .append(new Timeline(report).bundle().data().get("text/html"));
      text.append(new ThreadTable(report).text()).append("\n\n");
      text.append(new Timeline(report).text()).append("\n\n");
    }
    String png = new Timeline(Reports.contention()).bundle(true).data().get("image/png");
    body.append("<img width=\"720\" src=\"data:image/png;base64,").append(png).append("\">");
    for (String theme : List.of("background:#fff;color:#111", "background:#111;color:#eee")) {
      Files.writeString(
          folder.resolve(theme.contains("#fff") ? "light.html" : "dark.html"),
          "<!doctype html><meta charset=utf-8><body style='"
              + theme
              + ";font:13px sans-serif'>"
              + body
              + "</body>");
    }
    Files.writeString(folder.resolve("reports.txt"), text);
  }
}
