package io.interleave.front.app;

import io.interleave.front.install.JupyterFolders;
import io.interleave.front.magic.Magics;
import io.interleave.front.magic.StandardMagics;
import io.interleave.front.magic.ThreadDisplay;
import io.interleave.front.protocol.Reply;
import io.interleave.front.session.CellEvents;
import io.interleave.front.session.History;
import io.interleave.front.session.HistoryFile;
import io.interleave.front.session.SessionParts;
import io.interleave.front.session.Time;
import io.interleave.front.timing.TimingMagics;
import java.nio.file.Path;
import java.util.List;

/** What a session needs beside its two sides. */
final class KernelParts {
  private final JupyterFolders folders;
  private final Time time;
  private final SessionParts.Ending ending;

  KernelParts(JupyterFolders folders, Time time, SessionParts.Ending ending) {
    this.folders = folders;
    this.time = time;
    this.ending = ending;
  }

  SessionParts session(
      LiveSettings settings, UserProcess process, ThreadDisplay threads, CellEvents events) {
    Path folder = Path.of("").toAbsolutePath();
    Magics magics = StandardMagics.create(settings, process, threads, folder);
    TimingMagics.addTo(magics, events.timings(), threads, folder);
    events.measured().charts(threads::png);
    History history = new History(new HistoryFile(folders.data().resolve("history")));
    return new SessionParts(magics, history, identity(), time, ending);
  }

  private static Reply.KernelInfo identity() {
    String java = System.getProperty("java.version");
    String version = Kernel.class.getPackage().getImplementationVersion();
    String own = version == null ? "0" : version;
    String feature = Integer.toString(Runtime.version().feature());
    return new Reply.KernelInfo(
        own,
        java,
        "Interleave "
            + own
            + " on Java "
            + java
            + ": threads made visible. %magics lists commands.",
        List.of(
            new Reply.HelpLink(
                "Java " + feature + " API",
                "https://docs.oracle.com/en/java/javase/" + feature + "/docs/api/"),
            new Reply.HelpLink("Learn Java", "https://dev.java/learn/")));
  }
}
