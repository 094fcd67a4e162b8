#!/bin/bash
# Runs the steps of deploy/Dockerfile without Docker, by chroot, in clean systems that debootstrap makes. Then it starts the server as the image does, as its
# user and without a network, asks one question, stops the server and prints sizes.
#
#     sudo deploy/try-dockerfile.sh [folder]
#
# It needs root on Linux, debootstrap, npm and iproute2, about 3 GB of disk and, on two cores, ten minutes. The folder, a new one under /tmp if none is given, keeps the clean
# system for the next run, and each stage of the image. Settings of apt and npm and certificates of this machine are there only while a step runs.
set -euo pipefail

PROJECT=$(cd "$(dirname "$0")/.." && pwd)
DOCKERFILE=$PROJECT/deploy/Dockerfile
WORK=$(realpath "${1:-$(mktemp -d -t pilcrow-image-XXXXXX)}")
QUESTION='Какие операции проводятся против наркотиков?'
START_SECONDS=120
mkdir -p "$WORK"

fail() {
  echo "Cannot try the Dockerfile: $1" >&2
  exit 1
}

say() {
  printf '\n== %s s: %s\n' "$SECONDS" "$1"
}

# In the place of node:NN-slim: Debian bookworm without extras, Node.js as its makers build it with its headers, npm, and the user "node".
make_base() {
  local base=$1 major=$2 arch packages
  case $(uname -m) in
    x86_64) arch=x64 ;;
    aarch64) arch=arm64 ;;
    *) fail "npm has no Node.js for \"$(uname -m)\"; use an x86_64 or aarch64 machine" ;;
  esac
  rm -rf "$base" "$base.making"
  debootstrap --variant=minbase bookworm "$base.making" >"$WORK/debootstrap.log" ||
    fail "debootstrap ended with $?; see \"$WORK/debootstrap.log\""
  packages=$(mktemp -d -p "$WORK")
  npm install --prefix "$packages" --no-save --ignore-scripts --silent "node-linux-$arch@$major" npm@10
  cp -r "$packages/node_modules/node-linux-$arch"/{bin,include} "$base.making/usr/local/"
  mkdir -p "$base.making/usr/local/lib/node_modules"
  cp -r "$packages/node_modules/npm" "$base.making/usr/local/lib/node_modules/npm"
  ln -s ../lib/node_modules/npm/bin/npm-cli.js "$base.making/usr/local/bin/npm"
  chroot "$base.making" useradd --uid 1000 --create-home --shell /bin/bash node
  rm -rf "$packages" "$base.making"/var/cache/apt/archives/*.deb "$base.making"/var/lib/apt/lists/*
  mv "$base.making" "$base"
}

# Outside the project, whose own settings are in the image.
setting_of_npm() {
  (cd / && npm config get "$1")
}

# What reaches the registries from this machine: settings of apt and npm, certificates. Each is noted in "lent", to be taken back.
lend_settings() {
  local root=$1 file
  : >"$WORK/lent"
  lend() { [ -e "$root$2" ] || { [ -f "$1" ] && install -D -m 600 "$1" "$root$2" && echo "$2" >>"$WORK/lent"; } || true; }
  for file in /etc/apt/apt.conf.d/* /etc/resolv.conf; do lend "$file" "$file"; done
  for file in "${SSL_CERT_FILE:-}" "${NODE_EXTRA_CA_CERTS:-}" "$(setting_of_npm cafile)"; do lend "$file" "$file"; done
  lend "$(setting_of_npm userconfig)" /root/.npmrc
  lend "$(setting_of_npm globalconfig)" /usr/local/etc/npmrc
}

take_back_settings() {
  local file
  while read -r file; do rm -f "$1$file"; done <"$WORK/lent"
}

# A command in a stage, with processes of its own that end with it: in_stage ROOT [option of chroot…] -- NAME=VALUE… command…
in_stage() {
  local root=$1 options=()
  shift
  while [ "$1" != -- ]; do options+=("$1") && shift; done
  shift
  # shellcheck disable=SC2016 # They are the arguments of the inner shell.
  unshare --mount --pid --fork --kill-child bash -c 'mount -t proc proc "$0/proc" && exec chroot "${@:2:$1}" "$0" env -i "${@:$1+2}"' \
    "$root" "${#options[@]}" "${options[@]}" PATH=/usr/local/bin:/usr/local/sbin:/usr/bin:/usr/sbin:/bin:/sbin "$@"
}

# A step RUN, by the shell, as Docker runs it.
run_step() {
  local lent=() status=0
  [ -n "${SSL_CERT_FILE:-}" ] && lent+=("SSL_CERT_FILE=$SSL_CERT_FILE")
  [ -n "${NODE_EXTRA_CA_CERTS:-}" ] && lent+=("NODE_EXTRA_CA_CERTS=$NODE_EXTRA_CA_CERTS")
  lend_settings "$root"
  in_stage "$root" -- HOME=/root npm_config_nodedir=/usr/local "${lent[@]}" "${environment[@]}" \
    sh -c "cd '$directory' && $1" >>"$WORK/steps.log" 2>&1 || status=$?
  take_back_settings "$root"
  [ "$status" = 0 ] || fail "a step ended with $status: $1; see \"$WORK/steps.log\""
}

copy_step() {
  local from=$PROJECT words place
  read -r -a words <<<"$1"
  if [[ ${words[0]} == --from=* ]]; then
    for place in "${words[@]:1:${#words[@]}-2}"; do copy_into "$WORK/stage-${words[0]#--from=}$place" "${words[-1]}"; done
  else
    [ "$1" = '. .' ] || fail "it knows COPY of the whole project or from a stage, not \"COPY $1\"; extend deploy/try-dockerfile.sh"
    (cd "$from" && tar -c --anchored -X "$DOCKERFILE.dockerignore" --exclude=shared -- * .[!.]*) | tar -x --no-same-owner -C "$root$directory"
  fi
}

# The contents of a folder, or a file, to a place in the stage, as COPY has it.
copy_into() {
  local place=$2
  [[ $place == /* ]] || place=$directory/$place
  if [ -d "$1" ]; then mkdir -p "$root$place" && cp -a "$1/." "$root$place"; else cp -a "$1" "$root$place"; fi
}

begin_stage() {
  local image stage
  read -r image _ stage <<<"$1"
  [[ $image =~ ^node:([0-9]+)-slim$ ]] || fail "it knows images node:NN-slim, not \"$image\"; extend deploy/try-dockerfile.sh"
  base=$WORK/base-${BASH_REMATCH[1]}
  [ -d "$base" ] || make_base "$base" "${BASH_REMATCH[1]}"
  root=$WORK/stage-${stage:-image} directory=/ user=root environment=()
  rm -rf "$root"
  cp -a "$base" "$root"
}

# Each instruction on one line, without comments.
instructions() {
  sed -e '/^ *#/d' "$DOCKERFILE" | sed -e ':more' -e '/\\$/{N;s/ *\\\n */ /;b more' -e '}' | sed -e '/^ *$/d'
}

carry_out() {
  say "$1 ${2:0:100}"
  case $1 in
    FROM) begin_stage "$2" ;;
    WORKDIR) directory=$2 && mkdir -p "$root$directory" ;;
    COPY) copy_step "$2" ;;
    RUN) run_step "$2" ;;
    ENV) read -r -a environment <<<"${environment[*]} $2" ;;
    USER) user=$2 ;;
    HEALTHCHECK) health=${2#*CMD } ;;
    CMD) command=$2 ;;
    VOLUME | EXPOSE) ;;
    *) fail "it does not know the instruction $1; extend deploy/try-dockerfile.sh" ;;
  esac
}

# The parts of a JSON array, as words of a shell.
words_of() {
  node -e 'console.log(JSON.parse(process.argv[1]).map((word) => `\x27${word.replaceAll("\x27", "\x27\\\x27\x27")}\x27`).join(" "))' "$1"
}

# Starts the server without a network, waits for it as the health check does, asks, and stops it.
try_server() {
  local script
  script="cd '$directory'; $(words_of "$command") & server=\$!
    until $(words_of "$health"); do [ \$((waited += 1)) -lt $START_SECONDS ] && kill -0 \$server || exit 1; sleep 1; done
    node -e 'fetch(\`http://127.0.0.1:\${process.env.PORT}/api/chat\`, { method: \"POST\", headers: { \"content-type\": \"application/json\", accept: \"application/json\" },
      body: JSON.stringify({ message: process.argv[1] }) }).then((response) => response.json()).then(({ kind, text }) => { console.log(kind + \": \" + text);
      process.exit(kind === \"answered\" ? 0 : 1) })' '$QUESTION' || exit 1
    grep VmRSS /proc/\$server/status; kill \$server; wait \$server"
  unshare --net bash -c 'ip link set lo up && "$@"' - env bash -c "$(declare -f in_stage); in_stage \"\$@\"" - \
    "$root" "--userspec=$user" -- HOME=/home/node "${environment[@]}" sh -c "$script"
}

[ "$(id -u)" = 0 ] || fail 'chroot needs root; run it with sudo'
for program in debootstrap npm unshare ip; do
  [ -n "$(type -P "$program")" ] || fail "there is no \"$program\"; install it"
done
: >"$WORK/steps.log"
while read -r -u 3 name rest; do carry_out "$name" "$rest"; done 3< <(instructions)
say "the server, as $user"
try_server || fail "the server did not start, answer or stop; its last lines are above"
say "sizes, of the image in $root"
du -sh --apparent-size "$base" | sed 's/$/ (the clean system)/'
du -sh --apparent-size "$root"
du -sh --apparent-size "$root$directory"/* | sort -rh
