package io.syncline.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import jakarta.inject.Inject;

@AnalyzeClasses(packages = "io.syncline", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule eventKnowsNothingOfOurs = noClasses()
            .that()
            .resideInAPackage("io.syncline.event..")
            .should()
            .dependOnClassesThat(resideInAPackage("io.syncline..").and(not(resideInAPackage("io.syncline.event.."))))
            .because(
                    "the vocabulary of the path is what all others share, and it can only be shared if it needs nobody");

    @ArchTest
    static final ArchRule eventIsPlainJava = classes()
            .that()
            .resideInAPackage("io.syncline.event..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "java..",
                    "io.syncline.event..",
                    "com.fasterxml.jackson.annotation..",
                    "com.google.i18n..",
                    "org.jspecify..")
            .because("a source item means the same with or without Camel, CDI and a database");

    @ArchTest
    static final ArchRule camelStaysAtTheEdge = noClasses()
            .that()
            .resideOutsideOfPackages(
                    "io.syncline.routing..",
                    "io.syncline.source..",
                    "io.syncline.webhook..",
                    "io.syncline.intake..",
                    "io.syncline.configuration..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.apache.camel..")
            .because(
                    "routes call the domain as plain beans; only what reads sources, answers senders, loads routes, or is"
                            + " a step of the path (and the refusal that comes before Camel) speaks Camel");

    @ArchTest
    static final ArchRule persistenceStaysWhereTheTablesAre = noClasses()
            .that()
            .resideInAnyPackage(
                    "io.syncline.api..",
                    "io.syncline.configuration..",
                    "io.syncline.console..",
                    "io.syncline.demo..",
                    "io.syncline.event..",
                    "io.syncline.intake..",
                    "io.syncline.routing..",
                    "io.syncline.runtime..",
                    "io.syncline.source..",
                    "io.syncline.webhook..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("jakarta.persistence..", "org.hibernate..", "java.sql..", "javax.sql..")
            .because(
                    "a table has one package that reads and writes it; translators stay pure, and routes, pages and the"
                            + " API go through that package");

    @ArchTest
    static final ArchRule packagesAreFreeOfCycles = slices().matching("io.syncline.(*)..")
            .should()
            .beFreeOfCycles()
            .because("packages that need each other are one package, and neither can be understood alone");

    @ArchTest
    static final ArchRule demoIsUsedByNobody = noClasses()
            .that()
            .resideOutsideOfPackage("io.syncline.demo..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.syncline.demo..", "com.icegreen..")
            .because("the demo is left out of the packaged application");

    @ArchTest
    static final ArchRule injectionIsByConstructor = fields().should()
            .notBeAnnotatedWith(Inject.class)
            .because("a class that gets all it needs in its constructor can be made in a test without a container");
}
