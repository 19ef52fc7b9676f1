package org.peykare.console;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.conditions.ArchConditions;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Who may import whom; the rules of ARCHITECTURE.md.
class ArchitectureTest {
  private static final List<String> CRAFTS = List.of("crawler", "corpus", "tokenizer", "trainer");

  private static JavaClasses peykare;

  @BeforeAll
  static void readClasses() {
    peykare =
        new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("org.peykare");
  }

  @Test
  void allModulesAreLookedAt() {
    Set<String> modules =
        peykare.stream()
            .map(type -> type.getPackageName().split("\\.")[2])
            .collect(Collectors.toSet());
    assertThat(modules).containsAll(CRAFTS).contains("formats", "broker", "console");
  }

  @ParameterizedTest
  @ValueSource(strings = {"crawler", "corpus", "tokenizer", "trainer"})
  void aCraftImportsNoOtherCraft(String craft) {
    String[] others =
        Stream.concat(CRAFTS.stream(), Stream.of("console", "broker"))
            .filter(other -> !other.equals(craft))
            .map(other -> "org.peykare." + other + "..")
            .toArray(String[]::new);
    check(
        noClasses()
            .that()
            .resideInAPackage("org.peykare." + craft + "..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(others));
  }

  @Test
  void formatsImportsNoOtherModule() {
    check(
        noClasses()
            .that()
            .resideInAPackage("org.peykare.formats..")
            .should()
            .dependOnClassesThat(
                resideInAPackage("org.peykare..")
                    .and(describe("other modules", type -> !isIn(type, "org.peykare.formats")))));
  }

  @ParameterizedTest
  @ValueSource(strings = {"crawler", "corpus", "tokenizer", "trainer", "console"})
  void roomsNeverImportTheDoor(String module) {
    check(
        noClasses()
            .that(
                resideInAPackage("org.peykare." + module + "..")
                    .and(
                        describe(
                            "rooms",
                            type -> !type.getPackageName().equals("org.peykare." + module))))
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.peykare." + module));
  }

  @ParameterizedTest
  @ValueSource(strings = {"formats", "crawler", "corpus", "tokenizer", "trainer", "console"})
  void roomsFormNoCycle(String module) {
    check(slices().matching("org.peykare." + module + ".(*)..").should().beFreeOfCycles());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "edu.uci.ics.crawler4j..    | org.peykare.crawler.loop",
        "org.apache.kafka.streams.. | org.peykare.crawler.frontier, org.peykare.corpus.topology, org.peykare.corpus.dedup",
        "org.apache.iceberg..       | org.peykare.corpus.store, org.peykare.tokenizer.text",
        "org.apache.lucene..        | org.peykare.corpus.index",
        "ai.djl..                   | org.peykare.trainer..",
        "io.javalin..               | org.peykare.console.server, org.peykare.console.rest, org.peykare.console.metrics, org.peykare.console.web",
        "com.sun.net.httpserver..   | org.peykare.console..",
        "kafka..                    | org.peykare.broker",
      })
  void outsideLibrariesStayInTheirRooms(String library, String rooms) {
    check(
        classes()
            .that(
                resideInAPackage("org.peykare..")
                    .and(
                        describe(
                            "use " + library,
                            type ->
                                type.getDirectDependenciesFromSelf().stream()
                                    .anyMatch(
                                        d -> resideInAPackage(library).test(d.getTargetClass())))))
            .should()
            .resideInAnyPackage(rooms.split(",\\s*")));
  }

  @Test
  void everyPackageSaysWhatItIsFor() {
    Set<String> described =
        peykare.stream()
            .filter(type -> type.getSimpleName().equals("package-info"))
            .map(JavaClass::getPackageName)
            .collect(Collectors.toSet());
    assertThat(peykare.stream().map(JavaClass::getPackageName).collect(Collectors.toSet()))
        .isEqualTo(described);
  }

  @Test
  void noRoomIsALumberRoom() {
    check(
        noClasses()
            .should(
                ArchConditions.resideInAnyPackage(
                    "..util..", "..common..", "..impl..", "..manager..")));
  }

  private static boolean isIn(JavaClass type, String root) {
    return type.getPackageName().equals(root) || type.getPackageName().startsWith(root + ".");
  }

  private static void check(ArchRule rule) {
    rule.allowEmptyShould(false).check(peykare);
  }
}
