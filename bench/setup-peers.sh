#!/usr/bin/env bash
# Installs the libraries that the suite compares with, on Debian and its kin: oneDNN and PyTorch from Debian's packages, ONNX
# Runtime from npm's. Run it as often as you like; what is there already stays. `suite --peers` does without those that fail.
set -u -o pipefail

# Where the bench looks for ONNX Runtime.
peers="${XDG_DATA_HOME:-$HOME/.local/share}/normgen-bench"
onnxruntime_version=1.30.0

as_root() { if [ "$(id -u)" -eq 0 ]; then "$@"; else sudo "$@"; fi; }

failed=0
tell() {
  if [ "$2" -eq 0 ]; then echo "$1: installed"; else echo "$1: not installed"; failed=1; fi
}

debian() {
  dpkg-query --show --showformat='${db:Status-Abbrev}' "$1" 2>/dev/null | grep -q '^ii' && return
  if [ -z "${updated:-}" ]; then as_root apt-get update -qq; updated=yes; fi
  as_root env DEBIAN_FRONTEND=noninteractive apt-get install --yes --no-install-recommends -qq "$1" >/dev/null
}

onnxruntime() {
  [ -e "$peers/node_modules/onnxruntime-node/bin/napi-v6/linux/x64/libonnxruntime.so.1" ] && return
  if ! command -v npm >/dev/null; then debian npm || return; fi
  mkdir -p "$peers"
  # Its install script fetches GPU libraries, which nobody needs here.
  npm install --prefix "$peers" --ignore-scripts --no-save --no-audit --no-fund "onnxruntime-node@$onnxruntime_version" >/dev/null
}

debian libdnnl2; tell oneDNN $?
debian python3-torch; tell PyTorch $?
onnxruntime; tell 'ONNX Runtime' $?
exit "$failed"
