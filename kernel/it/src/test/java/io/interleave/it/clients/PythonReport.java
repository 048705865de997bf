package io.interleave.it.clients;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.junit.jupiter.api.DynamicTest;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** Turns a report in JUnit's XML format, as pytest writes it, into tests of this run. */
final class PythonReport {
  private PythonReport() {}

  /**
   * One test a case of the report. A run that wrote no report, or ended badly without a failing
   * case, is a failing test itself.
   */
  static Stream<DynamicTest> tests(String name, Path report, Ran ran) {
    List<DynamicTest> tests = new ArrayList<>();
    boolean failing = false;
    if (Files.exists(report)) {
      try {
        NodeList cases =
            DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(report.toFile())
                .getElementsByTagName("testcase");
        for (int i = 0; i < cases.getLength(); i++) {
          Element each = (Element) cases.item(i);
          failing |= child(each, "failure") != null || child(each, "error") != null;
          tests.add(test(name, each));
        }
      } catch (IOException | SAXException | ParserConfigurationException e) {
        tests.add(DynamicTest.dynamicTest(name + " has a readable report", () -> fail(e)));
      }
    }
    if (tests.isEmpty() || (ran.status() != 0 && !failing)) {
      String what = ran.status() == Ran.LATE ? "did not end in time" : "ended with " + ran.status();
      tests.add(
          DynamicTest.dynamicTest(
              name + " runs to its end", () -> fail(name + " " + what + "\n" + ran.said())));
    }
    return tests.stream();
  }

  private static DynamicTest test(String file, Element each) {
    String name = each.getAttribute("name");
    return DynamicTest.dynamicTest(
        name,
        () -> {
          for (String kind : List.of("failure", "error")) {
            Element bad = child(each, kind);
            if (bad != null) {
              fail(file + ", " + name + "\n" + bad.getTextContent());
            }
          }
          Element skipped = child(each, "skipped");
          if (skipped != null) {
            abort(skipped.getAttribute("message"));
          }
        });
  }

  private static @org.jspecify.annotations.Nullable Element child(Element parent, String tag) {
    return (Element) parent.getElementsByTagName(tag).item(0);
  }
}
