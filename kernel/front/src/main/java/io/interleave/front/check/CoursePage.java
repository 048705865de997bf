package io.interleave.front.check;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What an index says about a notebook; all of it stands in the notebook, for whoever reads that.
 *
 * @param file its name
 * @param title its first heading
 * @param teaches what stands behind "What this notebook teaches"; empty without it
 * @param java the least JDK, as the notebook says; empty when it does not
 * @param takes how long it takes, in words; empty when it does not say
 * @param newer how many cells need a newer JDK than that, by the JDK
 * @param places where each section of the course is, by its id
 */
record CoursePage(
    String file,
    String title,
    String teaches,
    String java,
    String takes,
    Map<Integer, Integer> newer,
    Map<String, Place> places) {
  private static final Pattern HEADING = Pattern.compile("(?m)^#{1,6} +(.+?) *#*$");
  private static final Pattern FENCE = Pattern.compile("(?ms)^```.*?^```\\s*?$");
  private static final Pattern TEACHES =
      Pattern.compile(
          "\\*\\*What this notebook teaches:\\*\\*\\s+(.+?)\\.?\\s*(?:\\n\\s*\\n|\\z)",
          Pattern.DOTALL);
  private static final Pattern NEEDS = Pattern.compile("You need Java\\s+(\\d+)([^.;]*)");
  private static final Pattern TAKES =
      Pattern.compile(
          "(?:(?:less\\s+than|about)\\s+)?(?:half\\s+a|\\w+)\\s+(?:second|minute)s?"
              + "(?:\\s+and\\s+a\\s+half)?");
  private static final Pattern NEWER = Pattern.compile("(?m)^%require +java +(\\d+)");

  /**
   * The cells of a section.
   *
   * @param heading under which the first of them stands
   * @param cells the code cells among them, with the numbers they get when all are run in order
   */
  record Place(String heading, List<Integer> cells) {}

  /**
   * Reads a page from the text of a notebook.
   *
   * @throws BadNotebookException when it is no notebook
   */
  static CoursePage read(String file, String json) throws BadNotebookException {
    Notebook notebook = NotebookReader.read(file, json);
    Reading reading = new Reading(notebook);
    JsonParser.parseString(json)
        .getAsJsonObject()
        .getAsJsonArray("cells")
        .forEach(cell -> reading.cell(cell.getAsJsonObject()));
    String text = reading.text.toString();
    Matcher teaches = TEACHES.matcher(text);
    Matcher needs = NEEDS.matcher(text);
    boolean says = needs.find();
    Matcher takes = TAKES.matcher(says ? needs.group(2) : "");
    Map<Integer, Integer> newer = reading.newer;
    if (says) {
      newer.keySet().removeIf(java -> java <= Integer.parseInt(needs.group(1)));
    }
    return new CoursePage(
        file,
        reading.title,
        teaches.find() ? oneLine(teaches.group(1)) : "",
        says ? needs.group(1) : "",
        takes.find() ? oneLine(takes.group()) : "",
        newer,
        reading.places);
  }

  private static String oneLine(String text) {
    return text.strip().replaceAll("\\s+", " ");
  }

  /** Goes through the cells from the first to the last. */
  private static final class Reading {
    private final Notebook notebook;
    private final StringBuilder text = new StringBuilder();
    private final Map<String, Place> places = new LinkedHashMap<>();
    private final Map<Integer, Integer> newer = new TreeMap<>();
    private String title = "";
    private String heading = "";
    private int codeCells;
    private int number;

    private Reading(Notebook notebook) {
      this.notebook = notebook;
    }

    private void cell(JsonObject cell) {
      String source = NotebookReader.text(cell.get("source"));
      String kind = NotebookReader.text(cell.get("cell_type"));
      boolean runs = false;
      String first = heading;
      if (kind.equals("code")) {
        runs = !notebook.cells().get(codeCells++).isSkipped();
        number += runs ? 1 : 0;
        Matcher least = NEWER.matcher(source);
        if (least.find()) {
          newer.merge(Integer.valueOf(least.group(1)), 1, Integer::sum);
        }
      } else if (kind.equals("markdown")) {
        text.append(source).append("\n\n");
        Matcher headings = HEADING.matcher(FENCE.matcher(source).replaceAll(""));
        boolean any = false;
        while (headings.find()) {
          heading = headings.group(1);
          first = any ? first : heading;
          title = title.isEmpty() ? heading : title;
          any = true;
        }
      }
      for (String section : covered(cell)) {
        Place place = places.computeIfAbsent(section, s -> new Place("", new ArrayList<>()));
        if (place.cells().isEmpty()) {
          // What runs says better where a section is than the text that leads to it.
          String where = runs || place.heading().isEmpty() ? first : place.heading();
          place = new Place(where, place.cells());
        }
        if (runs) {
          place.cells().add(number);
        }
        places.put(section, place);
      }
    }

    private static List<String> covered(JsonObject cell) {
      List<String> sections = new ArrayList<>();
      if (cell.get("metadata") instanceof JsonObject metadata
          && metadata.get("interleave") instanceof JsonObject ours
          && ours.get("covers") instanceof JsonArray covers) {
        for (JsonElement each : covers) {
          sections.add(NotebookReader.text(each));
        }
      }
      return sections;
    }
  }
}
