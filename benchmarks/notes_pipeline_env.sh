#!/bin/sh
# Makes the environment that notes_pipeline.py compares with: sh benchmarks/notes_pipeline_env.sh FOLDER
set -e
"${PYTHON:-python3}" -m venv "$1"
"$1/bin/pip" install --quiet "medspacy==1.3.1"
echo "$1/bin/python"
