using System.Net;
using System.Numerics;

namespace Cql.Tests.Servers;

/// <summary>A value or more of every type, in a table with a column for each.</summary>
internal static class StoredValues
{
    private static readonly Guid TimeId = Guid.Parse("fe2b4360-28c6-11e2-81c1-0800200c9a66");
    private static readonly Guid Id = Guid.Parse("00112233-4455-6677-8899-aabbccddeeff");

    public static IReadOnlyList<StoredValue> All { get; } =
    [
        StoredValue.Of("ascii", "abc", "\"abc\""),
        StoredValue.Of("text", "größe€𝄞\0'\"", "\"größe€𝄞\\u0000'\\\"\""),
        StoredValue.Of("text", "", "\"\""),
        StoredValue.Of("int", int.MinValue, "-2147483648"),
        StoredValue.Of("bigint", long.MaxValue, "9223372036854775807"),
        StoredValue.Of("smallint", (short)-3, "-3"),
        StoredValue.Of("tinyint", (sbyte)-4, "-4"),
        StoredValue.Of("boolean", true, "true"),
        StoredValue.Of("float", 1.5f, "1.5"),
        StoredValue.Of("double", -0.1, "-0.1"),
        StoredValue.Of("decimal", -123.4560m, "-123.4560"),
        StoredValue.Of("decimal", new CqlDecimal(5, -3), "5E+3"),
        StoredValue.Of("varint", BigInteger.Pow(-3, 41), "-36472996377170786403"),
        StoredValue.Of("varint", -129L, "-129"),
        StoredValue.Of("inet", IPAddress.Loopback, "\"127.0.0.1\""),
        StoredValue.Of("inet", IPAddress.Parse("2001:db8::1"), "\"2001:db8:0:0:0:0:0:1\""),
        StoredValue.Of("uuid", Id, "\"00112233-4455-6677-8899-aabbccddeeff\""),
        StoredValue.Of("timeuuid", TimeId, "\"fe2b4360-28c6-11e2-81c1-0800200c9a66\""),
        StoredValue.Of("timestamp", DateTimeOffset.FromUnixTimeMilliseconds(-1), "\"1969-12-31 23:59:59.999Z\""),
        StoredValue.Of("date", new DateOnly(2024, 2, 29), "\"2024-02-29\""),
        StoredValue.Of("date", DateOnly.MinValue, "\"0001-01-01\""),
        StoredValue.Of("time", new TimeOnly(12, 34, 56, 789), "\"12:34:56.789000000\""),
        StoredValue.Of("time", 86_399_999_999_999L, "\"23:59:59.999999999\""),
        StoredValue.Of("duration", new CqlDuration(-1, -2, -3), "\"-1mo2d3ns\""),
        StoredValue.Of("duration", new CqlDuration(14, 500, 90_000_000_000), "\"1y2mo500d1m30s\""),
        StoredValue.Of<byte[]>("blob", [0, 1, 255], "\"0x0001ff\""),
        StoredValue.Of<byte[]>("blob", [], "\"0x\""),
        StoredValue.Of<List<int>>("list<int>", [1, -2], "[1, -2]"),
        StoredValue.Of<HashSet<string>>("set<text>", ["a", "b"], "[\"a\", \"b\"]"),
        StoredValue.Of("map<text, frozen<list<int>>>", new Dictionary<string, int[]> { ["a"] = [1], ["b"] = [] }, "{\"a\": [1], \"b\": []}"),
        StoredValue.Of("frozen<tuple<int, text, frozen<tuple<int, text>>>>", (1, (string?)null, (2, "b")), "[1, null, [2, \"b\"]]"),
        StoredValue.Of("point", new Point(1, null), "{\"x\": 1, \"y\": null}"),
        StoredValue.Of<List<Point>>("frozen<list<frozen<point>>>", [new(1, 2)], "[{\"x\": 1, \"y\": 2}]"),
        StoredValue.Of<float[]>("vector<float, 3>", [1, -2.5f, 0], "[1.0, -2.5, 0.0]"),
        StoredValue.Of<string[]>("vector<text, 2>", ["a", ""], "[\"a\", \"\"]"),
        StoredValue.Of<string[]>("vector<text, 1>", [new('x', 300)], $"[\"{new string('x', 300)}\"]"),
        StoredValue.Of<long[]>("vector<bigint, 1>", [-1], "[-1]"),
        StoredValue.Of<short[]>("vector<smallint, 2>", [1, 2], "[1, 2]"),
        StoredValue.Of<sbyte[]>("vector<tinyint, 1>", [5], "[5]"),
        StoredValue.Of<bool[]>("vector<boolean, 2>", [true, false], "[true, false]"),
        StoredValue.Of<decimal[]>("vector<decimal, 1>", [5.5m], "[5.5]"),
        StoredValue.Of<BigInteger[]>("vector<varint, 2>", [5, -129], "[5, -129]"),
        StoredValue.Of<IPAddress[]>("vector<inet, 1>", [IPAddress.Loopback], "[\"127.0.0.1\"]"),
        StoredValue.Of<Guid[]>("vector<uuid, 1>", [Id], "[\"00112233-4455-6677-8899-aabbccddeeff\"]"),
        StoredValue.Of<Guid[]>("vector<timeuuid, 1>", [TimeId], "[\"fe2b4360-28c6-11e2-81c1-0800200c9a66\"]"),
        StoredValue.Of<DateTimeOffset[]>("vector<timestamp, 1>", [DateTimeOffset.UnixEpoch], "[\"1970-01-01 00:00:00.000Z\"]"),
        StoredValue.Of<DateOnly[]>("vector<date, 1>", [DateOnly.MaxValue], "[\"9999-12-31\"]"),
        StoredValue.Of<long[]>("vector<time, 1>", [5], "[\"00:00:00.000000005\"]"),
        StoredValue.Of<CqlDuration[]>("vector<duration, 1>", [new(1, 2, 3)], "[\"1mo2d3ns\"]"),
        StoredValue.Of<byte[][]>("vector<blob, 1>", [[1]], "[\"0x01\"]"),
        StoredValue.Of<int[][]>("vector<vector<int, 2>, 2>", [[1, 2], [3, 4]], "[[1, 2], [3, 4]]"),
        StoredValue.Of<List<int>[]>("vector<frozen<list<int>>, 2>", [[1], []], "[[1], []]"),
        StoredValue.Of<Point[]>("vector<frozen<point>, 1>", [new(1, null)], "[{\"x\": 1, \"y\": null}]"),
        StoredValue.Of<List<double[]>>("list<frozen<vector<double, 1>>>", [[0.5]], "[[0.5]]"),
    ];

    public sealed record Point(int? X, int? Y);
}
