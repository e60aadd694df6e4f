using System.Collections;
using Cql.Protocol;
using Cql.Statements.Values;
using Cql.Tests.Results;
using CsCheck;

namespace Cql.Tests.Statements.Values;

public sealed class BoundValuesTests
{
    private static readonly CqlColumn[] Parameters =
    [
        Rows.Column("id", CqlTypeCode.BigInt), Rows.Column("name", CqlTypeCode.Text), Rows.Column("count", CqlTypeCode.Int),
    ];

    [Fact]
    public void Values_are_sent_in_the_parameters_order_whatever_the_order_of_setting()
    {
        using var values = New();
        values.Set(2, 7);
        values.Set(1, "ab");
        values.Set(0, 1L);
        Assert.Equal("00000008" + "0000000000000001" + "00000002" + "6162" + "00000004" + "00000007", Written(values));
    }

    [Fact]
    public void What_is_never_set_is_unset_and_null_is_null()
    {
        using var values = New();
        values.Set<string?>(1, null);
        Assert.Equal("FFFFFFFE" + "FFFFFFFF" + "FFFFFFFE", Written(values));
        values.Set<long?>(0, null);
        values.SetNull(2);
        Assert.Equal("FFFFFFFF" + "FFFFFFFF" + "FFFFFFFF", Written(values));
        values.Set(0, default(CqlUnset));
        values.SetUnset(1);
        Assert.Equal("FFFFFFFE" + "FFFFFFFE" + "FFFFFFFF", Written(values));
    }

    [Fact]
    public void The_last_of_several_values_counts()
        => Gen.Select(Gen.Int[0, 2], Gen.String[Gen.Char['a', 'z'], 0, 9]).Array[0, 30].Sample(sets =>
        {
            CqlColumn[] parameters = [Rows.Column("a", CqlTypeCode.Text), Rows.Column("b", CqlTypeCode.Text), Rows.Column("c", CqlTypeCode.Text)];
            using var values = new BoundValues();
            using var expected = new BoundValues();
            values.Reset(parameters);
            expected.Reset(parameters);
            foreach (var (index, text) in sets)
                values.Set(index, text);
            foreach (var last in sets.Reverse().DistinctBy(set => set.Item1))
                expected.Set(last.Item1, last.Item2);
            Assert.Equal(Written(expected), Written(values));
        });

    [Fact]
    public void A_value_that_does_not_fit_leaves_the_former_one_and_no_half()
    {
        using var values = New();
        values.Set(1, "good");
        var before = Written(values);

        var error = Assert.Throws<CqlTypeException>(() => values.Set(1, "bad\ud800"));
        Assert.Equal("name", error.Column);
        Assert.Equal(typeof(string), error.ClrType);
        Assert.StartsWith("name (text): ", error.Message, StringComparison.Ordinal);
        Assert.Throws<CqlTypeException>(() => values.Set(1, 5));
        Assert.Throws<ArgumentOutOfRangeException>(() => values.Set(3, 5));
        Assert.Throws<ArgumentOutOfRangeException>(() => values.SetNull(-1));
        Assert.Equal(before, Written(values));
    }

    [Fact]
    public void What_was_written_of_a_value_that_does_not_fit_is_forgotten()
    {
        using var values = new BoundValues();
        values.Reset([Rows.Column("names", new CqlListType(CqlType.Of(CqlTypeCode.Text)))]);
        Assert.Throws<CqlTypeException>(() => values.Set<string[]>(0, ["good", "bad\ud800"]));
        Assert.Equal(0, values.Size);
        Assert.Throws<InvalidOperationException>(() => values.Set<IReadOnlyList<string>>(0, new Failing()));
        Assert.Equal(0, values.Size);
    }

    [Fact]
    public void Bytes_are_sent_as_they_are()
    {
        using var values = New();
        values.SetBytes(2, [1, 2, 3]);
        Assert.EndsWith("00000003" + "010203", Written(values), StringComparison.Ordinal);
    }

    [Fact]
    public void A_key_of_one_part_is_that_part()
    {
        using var values = New();
        values.Set(1, "key");
        Assert.Equal("6B6579", RoutingKey(values, 1));
    }

    [Fact]
    public void A_key_of_several_parts_has_their_lengths_and_ends()
    {
        using var values = New();
        values.Set(1, "key");
        values.Set(2, 5);
        Assert.Equal("0004" + "00000005" + "00" + "0003" + "6B6579" + "00", RoutingKey(values, 2, 1));
    }

    [Fact]
    public void A_key_with_a_part_missing_is_none()
    {
        using var values = New();
        values.Set(1, "key");
        Assert.Null(RoutingKey(values));
        Assert.Null(RoutingKey(values, 1, 2));
        values.SetNull(2);
        Assert.Null(RoutingKey(values, 1, 2));
        values.Set(1, new string('k', 65_536));
        Assert.Null(RoutingKey(values, 1));
    }

    [Fact]
    public void Used_again_it_remembers_nothing()
    {
        using var values = New();
        values.Set(0, 1L);
        values.Reset([Parameters[1]]);
        Assert.Equal("FFFFFFFE", Written(values));
        values.Dispose();
        Assert.Equal("", Written(values));
        values.Reset(Parameters);
        values.Set(2, 1);
        Assert.Equal("FFFFFFFE" + "FFFFFFFE" + "00000004" + "00000001", Written(values));
    }

    [Fact]
    public void Binding_allocates_nothing_once_it_is_warm()
    {
        using var values = new BoundValues();
        using var body = new WireBuffer();
        var name = new string('n', 200);
        int[] key = [0, 1];
        for (var i = 0; i < 3; i++)
            Bind();
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 100; i++)
            Bind();
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());

        void Bind()
        {
            values.Reset(Parameters);
            values.Set(0, 5L);
            values.Set(1, name);
            values.Set<int?>(2, 7);
            body.Clear();
            values.WriteTo(body);
            values.TryGetRoutingKey(key, body);
        }
    }

    [Fact]
    public void Setting_one_value_again_and_again_does_not_grow()
    {
        using var values = New();
        using var body = new WireBuffer();
        values.Set(0, 1L);
        values.Set(1, "x");
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 100_000; i++)
            values.Set(0, (long)i);
        Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < 10_000);
    }

    private sealed class Failing : IReadOnlyList<string>
    {
        public int Count => 2;

        public string this[int index] => throw new InvalidOperationException();

        public IEnumerator<string> GetEnumerator()
        {
            yield return "good";
            throw new InvalidOperationException();
        }

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
    }

    private static BoundValues New()
    {
        var values = new BoundValues();
        values.Reset(Parameters);
        return values;
    }

    private static string Written(BoundValues values)
    {
        using var body = new WireBuffer();
        values.WriteTo(body);
        return Convert.ToHexString(body.WrittenSpan);
    }

    private static string? RoutingKey(BoundValues values, params int[] key)
    {
        using var to = new WireBuffer();
        var found = values.TryGetRoutingKey(key, to);
        Assert.True(found || to.Length == 0);
        return found ? Convert.ToHexString(to.WrittenSpan) : null;
    }
}
