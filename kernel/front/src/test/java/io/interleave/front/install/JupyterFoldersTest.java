package io.interleave.front.install;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JupyterFoldersTest {
  private static final Path HOME = Path.of("/home/ada");

  private static JupyterFolders on(String os, Map<String, String> environment) {
    return new JupyterFolders(environment, os, HOME);
  }

  @Test
  void linuxKeepsDataUnderTheShareFolder() {
    assertThat(on("Linux", Map.of()).userData())
        .isEqualTo(Path.of("/home/ada/.local/share/jupyter"));
  }

  @Test
  void linuxFollowsTheDesktopStandard() {
    assertThat(on("Linux", Map.of("XDG_DATA_HOME", "/data")).userData())
        .isEqualTo(Path.of("/data/jupyter"));
  }

  @Test
  void jupytersOwnVariableWinsOnEverySystem() {
    Map<String, String> environment =
        Map.of("JUPYTER_DATA_DIR", "/mine", "XDG_DATA_HOME", "/data", "APPDATA", "/roaming");
    for (String os : new String[] {"Linux", "Mac OS X", "Windows 11"}) {
      assertThat(on(os, environment).userData()).isEqualTo(Path.of("/mine"));
    }
  }

  @Test
  void anEmptyVariableCountsAsUnset() {
    assertThat(on("Linux", Map.of("JUPYTER_DATA_DIR", " ")).userData())
        .isEqualTo(Path.of("/home/ada/.local/share/jupyter"));
  }

  @Test
  void macKeepsDataInTheLibrary() {
    assertThat(on("Mac OS X", Map.of()).userData()).isEqualTo(Path.of("/home/ada/Library/Jupyter"));
    assertThat(on("Mac OS X", Map.of("JUPYTER_PLATFORM_DIRS", "1")).userData())
        .isEqualTo(Path.of("/home/ada/Library/Application Support/Jupyter"));
  }

  @Test
  void windowsKeepsDataInTheRoamingFolder() {
    assertThat(on("Windows 11", Map.of("APPDATA", "/roaming")).userData())
        .isEqualTo(Path.of("/roaming/jupyter"));
    assertThat(on("Windows 11", Map.of()).userData()).isEqualTo(Path.of("/home/ada/.jupyter/data"));
  }

  @Test
  void jupyterPathIsSearchedFirst() {
    JupyterFolders folders =
        on("Linux", Map.of("JUPYTER_PATH", "/one" + File.pathSeparator + "/two"));
    assertThat(folders.searchPath())
        .startsWith(Path.of("/one"), Path.of("/two"), Path.of("/home/ada/.local/share/jupyter"))
        // The folder of the Python on the path comes between; it may be one of these two.
        .contains(Path.of("/usr/local/share/jupyter"), Path.of("/usr/share/jupyter"));
  }

  @Test
  void theCacheFollowsTheSystem() {
    assertThat(on("Linux", Map.of()).cache()).isEqualTo(Path.of("/home/ada/.cache/interleave"));
    assertThat(on("Linux", Map.of("XDG_CACHE_HOME", "/c")).cache())
        .isEqualTo(Path.of("/c/interleave"));
    assertThat(on("Windows 11", Map.of("LOCALAPPDATA", "/local")).cache())
        .isEqualTo(Path.of("/local/interleave"));
  }
}
