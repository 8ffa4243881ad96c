"""What runs on the JVM: our own measurements of single steps (bench) and other JVM libraries (bench/peers/jvm, profile peers)."""

import functools
import os
import subprocess
from pathlib import Path

BENCH = Path(__file__).resolve().parent.parent
ROOT = BENCH.parent
OPTIONS = ("--add-modules", "jdk.incubator.vector", "--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow")


class NotBuilt(Exception):
    """Maven could not build a module or download what it needs; the message is its last words."""


def output_of(command):
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout.strip()


@functools.cache
def class_path(folder):
    """Builds a module once a session, without the network where that is enough, and gives its class path.

    With MIXTURA_BENCH_BUILT set, what an earlier session has built is taken: for sessions of single rows.
    """
    target = ROOT / folder / "target"
    if os.environ.get("MIXTURA_BENCH_BUILT") and (target / "class-path.txt").exists():
        return f"{target / 'classes'}:{(target / 'class-path.txt').read_text(encoding='utf-8')}"
    try:
        environment = {**os.environ, "JAVA_HOME": output_of(["bin/find-jdk"]), "MAVEN_OPTS": output_of(["bin/maven-options"])}
    except (OSError, subprocess.CalledProcessError) as problem:
        raise NotBuilt(f"no JDK 25: {problem}") from None
    goals = ["-pl", folder, "-am", "process-classes", "dependency:build-classpath", "-Dmdep.outputFile=target/class-path.txt"]
    for network in (["-o"], []):
        try:
            done = subprocess.run(["mvn", "-q", "-B", "-Ppeers", *network, *goals], cwd=ROOT, env=environment, capture_output=True, text=True)
        except OSError as problem:
            raise NotBuilt(str(problem)) from None
        if done.returncode == 0:
            return f"{target / 'classes'}:{(target / 'class-path.txt').read_text(encoding='utf-8')}"
    words = [line for line in done.stdout.splitlines() if "ERROR" in line] or ["Maven gave no reason"]
    raise NotBuilt(words[0])


def command(folder, main, threads):
    """How a main class of a module is started; what computes in the common pool gets so many threads there."""
    java = output_of(["bin/find-jdk"]) + "/bin/java"
    return [
        java, *OPTIONS, f"-Djava.util.concurrent.ForkJoinPool.common.parallelism={threads}",
        "-Dmixtura.natives=app/target/natives", "-cp", class_path(folder), main,
    ]


def ours(main, threads):
    return command("bench", f"mixtura.bench.{main}", threads)


def peer(threads):
    return command("bench/peers/jvm", "mixtura.bench.peers.JvmPeers", threads)


@functools.cache
def spark():
    """How Spark's program is started: on Java 17, since Spark 3.5 knows no later one; NotBuilt where there is none."""
    homes = sorted(Path("/usr/lib/jvm").glob("*17*"))
    programs = [str(home / "bin/java") for home in homes if (home / "bin/javac").exists()]
    if not programs:
        raise NotBuilt("Spark needs a JDK 17")
    folder = BENCH / "peers/spark"
    paths = BENCH / "target/spark-class-path.txt"
    paths.parent.mkdir(exist_ok=True)
    environment = {**os.environ, "JAVA_HOME": output_of(["bin/find-jdk"])}
    goal = ["mvn", "-q", "-B", "-f", str(folder / "pom.xml"), "dependency:build-classpath", f"-Dmdep.outputFile={paths}"]
    if not paths.exists() and subprocess.run(goal, cwd=ROOT, env=environment, capture_output=True).returncode != 0:
        raise NotBuilt("Maven cannot get Spark")
    opened = ("java.nio", "sun.nio.ch", "java.lang", "java.lang.invoke", "java.util", "java.util.concurrent", "java.util.concurrent.atomic", "java.net", "sun.nio.cs", "sun.security.action", "sun.util.calendar")
    options = [f"--add-opens=java.base/{package}=ALL-UNNAMED" for package in opened]
    return [programs[0], *options, "-Xmx6g", "-cp", paths.read_text(encoding="utf-8").strip(), str(folder / "SparkEm.java")]
