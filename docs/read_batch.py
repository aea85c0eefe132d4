#!/usr/bin/env python3
"""Reads and checks a batch by exchange-format.md. Python 3.8 or newer, standard library only.

    read_batch.py BATCH.zip [--key CENTRE.key.json] [--previous SHA256]

Prints one JSON object; exit code 0 when the batch is right, 1 with a sentence on stderr when it is not.
The signature is checked by the program `openssl` (1.1.1 or newer), when a key is given.
"""
import argparse
import base64
import hashlib
import json
import re
import subprocess
import sys
import tempfile
import zipfile

KINDS = ["persons", "applications", "decisions", "documents", "stages",
         "plans", "deregistrations", "candidates", "referrals"]
KNOWN_VERSION = 4
FILE_LIMIT = 512 * 1024 * 1024
TOTAL_LIMIT = 1024 * 1024 * 1024
RATIO = 300


class Refused(Exception):
    pass


def refuse_if(wrong, sentence):
    if wrong:
        raise Refused(sentence)


def expected_names():
    names = {"manifest.json", "signature.json"}
    for kind in KINDS:
        names |= {f"{kind}.ndjson", f"schema/{kind}.schema.json", f"csv/{kind}.csv"}
    return names


def check_directory(archive):
    total = 0
    seen = set()
    for info in archive.infolist():
        refuse_if(info.filename not in expected_names(), f"unexpected file {info.filename!r}")
        refuse_if(info.filename in seen, f"{info.filename} is there twice")
        seen.add(info.filename)
        total += info.file_size
        refuse_if(info.file_size > FILE_LIMIT or total > TOTAL_LIMIT, "inflates beyond reason")
        refuse_if(info.file_size > 1024 * 1024 and info.file_size > RATIO * info.compress_size,
                  f"{info.filename} inflates beyond reason")
    refuse_if("manifest.json" not in seen, "no manifest.json")
    return seen


def check_signature(manifest, signature, key_file):
    with open(key_file, encoding="utf-8") as file:
        key = json.load(file)
    refuse_if(key.get("format") != "qabyldau-key" or key.get("role") != "centre", "no key file of a centre")
    der = base64.b64decode(re.sub(r"-----[^-]+-----|\s", "", key["publicKey"]))
    fingerprint = hashlib.sha256(der).hexdigest()[:32]
    refuse_if(signature["algorithm"] != "Ed25519" or signature["key"] != fingerprint,
              "signed with another key")
    with tempfile.NamedTemporaryFile("w", suffix=".pem") as pem, \
            tempfile.NamedTemporaryFile(suffix=".sig") as sig, tempfile.NamedTemporaryFile() as data:
        pem.write(key["publicKey"])
        pem.flush()
        sig.write(base64.b64decode(signature["signature"]))
        sig.flush()
        data.write(manifest)
        data.flush()
        done = subprocess.run(["openssl", "pkeyutl", "-verify", "-pubin", "-inkey", pem.name, "-rawin",
                               "-in", data.name, "-sigfile", sig.name], capture_output=True)
    refuse_if(done.returncode != 0, "the signature is wrong")
    return fingerprint


TYPES = {"string": str, "boolean": bool, "array": list, "object": dict, "null": type(None)}


def fault(schema, value, path=""):
    """The first thing in `value` that does not fit, or None. The keywords that the schemas use."""
    if "anyOf" in schema:
        faults = [fault(one, value, path) for one in schema["anyOf"]]
        return None if None in faults else faults[0]
    if "const" in schema and value != schema["const"]:
        return path
    if "enum" in schema and value not in schema["enum"]:
        return path
    kind = schema.get("type")
    if isinstance(kind, list):
        return fault({**schema, "type": None, "anyOf": [{**schema, "type": one} for one in kind]}, value, path)
    if kind in ("integer", "number"):
        if isinstance(value, bool) or not isinstance(value, (int, float)):
            return path
        if kind == "integer" and value != int(value):
            return path
        if value < schema.get("minimum", value) or value > schema.get("maximum", value):
            return path
    elif kind and not isinstance(value, TYPES[kind]):
        return path
    if isinstance(value, str):
        if len(value) < schema.get("minLength", 0) or len(value) > schema.get("maxLength", len(value)):
            return path
        if "pattern" in schema and not re.search(schema["pattern"], value):
            return path
    if isinstance(value, list):
        for index, one in enumerate(value):
            found = fault(schema.get("items", {}), one, f"{path}[{index}]")
            if found is not None:
                return found
    if isinstance(value, dict):
        properties = schema.get("properties", {})
        for name in schema.get("required", []):
            if name not in value:
                return f"{path}.{name}"
        for name, one in value.items():
            if name not in properties:
                if schema.get("additionalProperties") is False:
                    return f"{path}.{name}"
                continue
            found = fault(properties[name], one, f"{path}.{name}")
            if found is not None:
                return found
    return None


def check_file(archive, entry):
    digest = hashlib.sha256()
    size = 0
    with archive.open(entry["name"]) as stream:
        for part in iter(lambda: stream.read(65536), b""):
            digest.update(part)
            size += len(part)
    refuse_if(size != entry["bytes"] or digest.hexdigest() != entry["sha256"],
              f"{entry['name']} was changed")


def read_records(archive, kind):
    schema = json.loads(archive.read(f"schema/{kind}.schema.json"))
    count = 0
    newest = {}
    with archive.open(f"{kind}.ndjson") as stream:
        for line in stream:
            count += 1
            refuse_if(not line.endswith(b"\n"), f"{kind}.ndjson: the last line has no end")
            record = json.loads(line.decode("utf-8"))
            found = fault(schema, record)
            refuse_if(found is not None, f"{kind}.ndjson, line {count}: {found}")
            key, version = record["key"], record["version"]
            newest[key] = max(version, newest.get(key, 0))
    return count, len(newest)


def read_batch(path, key_file=None, previous=None):
    with open(path, "rb") as file:
        whole = hashlib.sha256()
        for part in iter(lambda: file.read(65536), b""):
            whole.update(part)
    with zipfile.ZipFile(path) as archive:
        names = check_directory(archive)
        manifest_bytes = archive.read("manifest.json")
        manifest = json.loads(manifest_bytes.decode("utf-8"))
        refuse_if(manifest.get("format") != "qabyldau-batch", "another format")
        refuse_if(manifest["formatVersion"] > KNOWN_VERSION, "made by a newer version")
        refuse_if(previous is not None and manifest["previous"] != previous,
                  "does not follow the batch before")
        signer = None
        if key_file:
            refuse_if("signature.json" not in names, "not signed")
            signer = check_signature(manifest_bytes, json.loads(archive.read("signature.json")), key_file)
        listed = {entry["name"] for entry in manifest["files"]}
        refuse_if(listed | {"manifest.json", "signature.json"} != names | {"signature.json"},
                  "the files are not those of the manifest")
        for entry in manifest["files"]:
            check_file(archive, entry)
        counts = {}
        for kind in KINDS:
            counts[kind], _ = read_records(archive, kind)
            refuse_if(counts[kind] != manifest["counts"].get(kind), f"{kind}: the count differs")
    return {"centre": manifest["centre"]["bin"], "sequence": manifest["sequence"],
            "previous": manifest["previous"], "sha256": whole.hexdigest(), "counts": counts,
            "signedBy": signer}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("batch")
    parser.add_argument("--key", help="key file of the centre")
    parser.add_argument("--previous", help="SHA-256 of the batch before")
    options = parser.parse_args()
    try:
        print(json.dumps(read_batch(options.batch, options.key, options.previous)))
    except (Refused, zipfile.BadZipFile, ValueError, KeyError) as error:
        sys.exit(f"refused: {error}")


if __name__ == "__main__":
    main()
