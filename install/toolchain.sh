# shellcheck shell=bash
# Sourced by the scripts in this folder: finds a JDK, builds interleave.jar.
# Sets $jar and, by choose_jdk, $jdk. Expects $root, the folder of the project, and $me, the name of the script for messages.

# shellcheck disable=SC2154 # The script that sources this sets them.
: "$root" "$me"
jar="$root/kernel/front/target/interleave.jar"
oldest_java=17

fail() {
  printf '%s: %s\n' "$me" "$1" >&2
  exit 1
}

# Prints the feature version of the JDK in a folder; fails when there is no full JDK.
jdk_feature() {
  local version
  [ -x "$1/bin/java" ] && [ -x "$1/bin/javac" ] || return 1
  if [ -r "$1/release" ]; then
    version=$(sed -n 's/^JAVA_VERSION="\{0,1\}\([0-9][0-9.]*\).*/\1/p' "$1/release")
  else
    version=$("$1/bin/javac" -version 2>&1 | sed -n 's/^javac \([0-9][0-9.]*\).*/\1/p')
  fi
  version=${version#1.}
  version=${version%%.*}
  [ -n "$version" ] || return 1
  printf '%s\n' "$version"
}

jdk_candidates() {
  local on_path
  printf '%s\n' "${JAVA_HOME:-}"
  if on_path=$(command -v javac); then
    if on_path=$(readlink -f "$on_path" 2>/dev/null); then
      printf '%s\n' "${on_path%/bin/javac}"
    fi
  fi
  printf '%s\n' /usr/lib/jvm/* /usr/java/* /opt/java/* /opt/*jdk* \
    /Library/Java/JavaVirtualMachines/*/Contents/Home \
    "${HOME:-}"/.sdkman/candidates/java/* "${HOME:-}"/.jdks/*
}

# Sets $jdk to the folder of the JDK to use: the one asked for, else the newest found.
choose_jdk() {
  local asked=$1 candidate feature best=0
  if [ -n "$asked" ]; then
    feature=$(jdk_feature "$asked") ||
      fail "No JDK at $asked: bin/java and bin/javac are not both there. Give the folder that holds them. (README, Troubleshooting: #no-java)"
    [ "$feature" -ge "$oldest_java" ] ||
      fail "The JDK at $asked is version $feature, Interleave needs $oldest_java or newer. (README, Troubleshooting: #old-java)"
    jdk=$(cd "$asked" && pwd)
    best=$feature
  else
    jdk=
    while IFS= read -r candidate; do
      feature=$(jdk_feature "$candidate") || continue
      if [ "$feature" -gt "$best" ]; then
        best=$feature
        jdk=$candidate
      fi
    done <<EOF
$(jdk_candidates)
EOF
    [ -n "$jdk" ] ||
      fail "No JDK found. Install a JDK $oldest_java or newer, or name one with --jdk HOME. (README, Troubleshooting: #no-java)"
    [ "$best" -ge "$oldest_java" ] ||
      fail "The newest JDK found is version $best at $jdk, Interleave needs $oldest_java or newer. Name one with --jdk HOME. (README, Troubleshooting: #old-java)"
  fi
  export JAVA_HOME=$jdk
  printf '%s: JDK %s at %s\n' "$me" "$best" "$jdk" >&2
}

# Builds the jar when it is missing or older than its sources.
build_jar() {
  local newer log maven
  if [ -f "$jar" ]; then
    newer=$(find "$root/pom.xml" "$root"/kernel/*/pom.xml "$root"/kernel/*/src/main \
      -newer "$jar" -print 2>/dev/null | head -n 1) || true
    [ -n "$newer" ] || return 0
  fi
  if ! mkdir -p "$root/kernel/front/target" 2>/dev/null || [ ! -w "$root/kernel/front/target" ]; then
    [ ! -f "$jar" ] || return 0
    fail "Cannot build: $root is not writable. Copy the project to a folder of yours. (README, Troubleshooting: #unwritable-folder)"
  fi
  if command -v mvn >/dev/null && mvn -v >/dev/null 2>&1; then
    maven=mvn
  else
    maven=./mvnw
  fi
  printf '%s: building interleave.jar (%s, once; the first time takes a minute)\n' "$me" "$maven" >&2
  log=$(mktemp)
  if ! (cd "$root" && "$maven" -B -q -Dquick -DskipTests -pl kernel/front -am package </dev/null >"$log" 2>&1); then
    if grep -qE 'Could not transfer|Unknown host|Failed to fetch|Cannot access|offline mode' "$log"; then
      fail "Maven could not download what the build needs. Connect to a network once; everything it said is in $log. (README, Troubleshooting: #build-fails)"
    fi
    sed -n '/ERROR/p' "$log" | head -n 12 >&2
    fail "The build failed; everything it said is in $log. (README, Troubleshooting: #build-fails)"
  fi
  rm -f "$log"
}
