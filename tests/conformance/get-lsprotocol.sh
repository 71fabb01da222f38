#!/usr/bin/env bash
# Fetches an independent implementation of the protocol's types, generated from the protocol's own model.
#
#   get-lsprotocol.sh FOLDER
#
# Needs Python 3.8 or later with pip. The tests that want it look in target/conformance.
set -euo pipefail

folder=${1:?usage: get-lsprotocol.sh FOLDER}
if [ -d "$folder/lsprotocol" ]; then
  exit 0
fi
python3 -m pip install --quiet --disable-pip-version-check --target "$folder" 'lsprotocol==2025.0.0'
