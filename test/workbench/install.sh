#!/usr/bin/env bash
# Puts VS Code's workbench (code-server, the newest that runs on Node 20) into the folder given, from npm and Debian's
# packages alone. Run again, it does nothing. It exits 1 where it cannot, and says why.
set -euo pipefail
into="${1:?usage: install.sh FOLDER}"
version=4.100.3

# Its addons are built for one version of Node's interface, and it runs on that one alone.
node_major="$(node -p 'process.versions.node.split(".")[0]')"
if [ "$node_major" -ne 20 ]; then
  echo "code-server $version runs on Node 20 only, and this is Node $node_major" >&2
  exit 1
fi
if [ -f "$into/ready-$version" ]; then exit 0; fi

for tool in rg pkg-config cc make python3; do
  command -v "$tool" >/dev/null || {
    echo "no $tool here: it comes with Debian's ripgrep, pkg-config, build-essential and python3" >&2
    exit 1
  }
done

mkdir -p "$into"
cd "$into"
into="$PWD"
server="$into/node_modules/code-server"
echo '{ "private": true }' >package.json
quiet=(--no-audit --no-fund --loglevel=error)
npm install --ignore-scripts "${quiet[@]}" "code-server@$version"

cd "$server/lib/vscode"
npm install --ignore-scripts --omit=dev "${quiet[@]}"
npm rebuild "${quiet[@]}" native-watchdog @vscode/spdlog kerberos @parcel/watcher @vscode/deviceid
# Its last step may fail with the addon already built.
npm rebuild "${quiet[@]}" node-pty || test -f node_modules/node-pty/build/Release/pty.node

# What its own post-install script does.
mkdir -p node_modules/@vscode/ripgrep/bin
ln -sfn "$(command -v rg)" node_modules/@vscode/ripgrep/bin/rg
ln -sfn node_modules node_modules.asar
ln -sfn code-linux.sh bin/remote-cli/code-server
ln -sfn browser-linux.sh bin/helpers/browser.sh

(cd extensions && npm install --ignore-scripts --omit=dev "${quiet[@]}")
cd "$into"
npm rebuild "${quiet[@]}" argon2
touch "$into/ready-$version"
