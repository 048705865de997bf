package io.interleave.front.install;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class JdkTest {
  private static final Path HOME = Path.of("/jdk");

  @Test
  void versionAndModulesAreReadFromTheListOfModules() throws InstallException {
    String said = "java.base@25.0.3\njava.instrument@25.0.3\njdk.jfr@25.0.3\n";
    Jdk jdk = Jdk.parse(HOME, new Subprocess(0, said));
    assertThat(jdk.version()).isEqualTo("25.0.3");
    assertThat(jdk.feature()).isEqualTo(25);
    assertThat(jdk.modules()).containsExactlyInAnyOrder("java.base", "java.instrument", "jdk.jfr");
    assertThat(jdk.missingModules())
        .containsExactly("jdk.jshell", "jdk.compiler", "java.management");
  }

  @Test
  void linesOfTheJvmItselfDoNotDisturb() throws InstallException {
    String said = "Picked up JAVA_TOOL_OPTIONS: -Dx=y\njava.base@17.0.15\n";
    assertThat(Jdk.parse(HOME, new Subprocess(0, said)).feature()).isEqualTo(17);
  }

  @Test
  void anOldJavaIsNamedWithItsVersionAndPlace() {
    assertThatThrownBy(() -> Jdk.parse(HOME, new Subprocess(0, "java.base@11.0.2\n")))
        .isInstanceOf(InstallException.class)
        .hasMessageContainingAll("11.0.2", "/jdk", "--jdk HOME", "#old-java");
  }

  @Test
  void aJavaThatDoesNotKnowModulesIsTooOld() {
    String said = "Unrecognized option: --list-modules\nError: Could not create the JVM.\n";
    assertThatThrownBy(() -> Jdk.parse(HOME, new Subprocess(1, said)))
        .isInstanceOf(InstallException.class)
        .hasMessageContaining("#old-java");
  }

  @Test
  void aFolderWithoutJavaIsNamed() {
    assertThatThrownBy(() -> Jdk.at(Path.of("/nowhere")))
        .isInstanceOf(InstallException.class)
        .hasMessageContainingAll("/nowhere", "#no-java");
  }
}
