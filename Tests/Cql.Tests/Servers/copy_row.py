"""Reads a row of the table types.types with the DataStax driver, holds some values to what they are, and writes all of them as another row."""
import datetime
import decimal
import sys
import uuid

from cassandra.cluster import Cluster

host, port, source, target, *columns = sys.argv[1:]
cluster = Cluster([host], port=int(port), protocol_version=4)
session = cluster.connect("types")
row = session.execute(f"SELECT {', '.join(columns)} FROM types WHERE id = {source}").one()
names = dict(zip(columns, row))
kinds = {c.name: c.cql_type for c in cluster.metadata.keyspaces["types"].tables["types"].columns.values()}
seen = {}
for name in columns:
    seen.setdefault(kinds[name], []).append(names[name])

def same(kind, *values):
    assert seen[kind] == list(values), f"{kind}: {seen[kind]} instead of {values}"

same("ascii", "abc")
same("text", "größe€𝄞\0'\"", "")
same("int", -2**31)
same("bigint", 2**63 - 1)
same("smallint", -3)
same("tinyint", -4)
same("boolean", True)
same("float", 1.5)
same("double", -0.1)
same("decimal", decimal.Decimal("-123.4560"), decimal.Decimal("5E+3"))
same("varint", (-3)**41, -129)
same("inet", "127.0.0.1", "2001:db8::1")
same("uuid", uuid.UUID("00112233-4455-6677-8899-aabbccddeeff"))
same("timeuuid", uuid.UUID("fe2b4360-28c6-11e2-81c1-0800200c9a66"))
same("timestamp", datetime.datetime(1969, 12, 31, 23, 59, 59, 999000))
same("blob", b"\x00\x01\xff", b"")
same("list<int>", [1, -2])
same("set<text>", {"a", "b"})
assert [str(value) for value in seen["date"]] == ["2024-02-29", "0001-01-01"], seen["date"]
assert [value.nanosecond_time for value in seen["time"]] == [45296789000000, 86399999999999], seen["time"]
assert [(value.months, value.days, value.nanoseconds) for value in seen["duration"]] == [(-1, -2, -3), (14, 500, 90000000000)], seen["duration"]

insert = session.prepare(f"INSERT INTO types (id, {', '.join(columns)}) VALUES (?{', ?' * len(columns)})")
session.execute(insert, [int(target), *row])
cluster.shutdown()
