using Cql.Protocol;

namespace Cql.Types;

/// <summary>A <c>tuple</c> of one element.</summary>
internal sealed class TupleCodec<T1>(CqlCodec<T1> first)
    : TupleCodecBase<ValueTuple<T1>>
{
    public override void Write(ValueTuple<T1> value, WireBuffer to)
    {
        first.WriteValue(value.Item1, to);
    }

    protected override ValueTuple<T1> Read(ref WireReader from)
        => new(Next(first, ref from));
}

/// <summary>A <c>tuple</c> of two elements.</summary>
internal sealed class TupleCodec<T1, T2>(CqlCodec<T1> first, CqlCodec<T2> second)
    : TupleCodecBase<(T1, T2)>
{
    public override void Write((T1, T2) value, WireBuffer to)
    {
        first.WriteValue(value.Item1, to);
        second.WriteValue(value.Item2, to);
    }

    protected override (T1, T2) Read(ref WireReader from)
        => (Next(first, ref from), Next(second, ref from));
}

/// <summary>A <c>tuple</c> of three elements.</summary>
internal sealed class TupleCodec<T1, T2, T3>(CqlCodec<T1> first, CqlCodec<T2> second, CqlCodec<T3> third)
    : TupleCodecBase<(T1, T2, T3)>
{
    public override void Write((T1, T2, T3) value, WireBuffer to)
    {
        first.WriteValue(value.Item1, to);
        second.WriteValue(value.Item2, to);
        third.WriteValue(value.Item3, to);
    }

    protected override (T1, T2, T3) Read(ref WireReader from)
        => (Next(first, ref from), Next(second, ref from), Next(third, ref from));
}

/// <summary>A <c>tuple</c> of four elements.</summary>
internal sealed class TupleCodec<T1, T2, T3, T4>(CqlCodec<T1> first, CqlCodec<T2> second, CqlCodec<T3> third, CqlCodec<T4> fourth)
    : TupleCodecBase<(T1, T2, T3, T4)>
{
    public override void Write((T1, T2, T3, T4) value, WireBuffer to)
    {
        first.WriteValue(value.Item1, to);
        second.WriteValue(value.Item2, to);
        third.WriteValue(value.Item3, to);
        fourth.WriteValue(value.Item4, to);
    }

    protected override (T1, T2, T3, T4) Read(ref WireReader from)
        => (Next(first, ref from), Next(second, ref from), Next(third, ref from), Next(fourth, ref from));
}

/// <summary>A <c>tuple</c> of five elements.</summary>
internal sealed class TupleCodec<T1, T2, T3, T4, T5>(CqlCodec<T1> first, CqlCodec<T2> second, CqlCodec<T3> third, CqlCodec<T4> fourth, CqlCodec<T5> fifth)
    : TupleCodecBase<(T1, T2, T3, T4, T5)>
{
    public override void Write((T1, T2, T3, T4, T5) value, WireBuffer to)
    {
        first.WriteValue(value.Item1, to);
        second.WriteValue(value.Item2, to);
        third.WriteValue(value.Item3, to);
        fourth.WriteValue(value.Item4, to);
        fifth.WriteValue(value.Item5, to);
    }

    protected override (T1, T2, T3, T4, T5) Read(ref WireReader from)
        => (Next(first, ref from), Next(second, ref from), Next(third, ref from), Next(fourth, ref from), Next(fifth, ref from));
}

/// <summary>A <c>tuple</c> of six elements.</summary>
internal sealed class TupleCodec<T1, T2, T3, T4, T5, T6>(CqlCodec<T1> first, CqlCodec<T2> second, CqlCodec<T3> third, CqlCodec<T4> fourth, CqlCodec<T5> fifth, CqlCodec<T6> sixth)
    : TupleCodecBase<(T1, T2, T3, T4, T5, T6)>
{
    public override void Write((T1, T2, T3, T4, T5, T6) value, WireBuffer to)
    {
        first.WriteValue(value.Item1, to);
        second.WriteValue(value.Item2, to);
        third.WriteValue(value.Item3, to);
        fourth.WriteValue(value.Item4, to);
        fifth.WriteValue(value.Item5, to);
        sixth.WriteValue(value.Item6, to);
    }

    protected override (T1, T2, T3, T4, T5, T6) Read(ref WireReader from)
        => (Next(first, ref from), Next(second, ref from), Next(third, ref from), Next(fourth, ref from), Next(fifth, ref from), Next(sixth, ref from));
}

/// <summary>A <c>tuple</c> of seven elements.</summary>
internal sealed class TupleCodec<T1, T2, T3, T4, T5, T6, T7>(CqlCodec<T1> first, CqlCodec<T2> second, CqlCodec<T3> third, CqlCodec<T4> fourth, CqlCodec<T5> fifth, CqlCodec<T6> sixth, CqlCodec<T7> seventh)
    : TupleCodecBase<(T1, T2, T3, T4, T5, T6, T7)>
{
    public override void Write((T1, T2, T3, T4, T5, T6, T7) value, WireBuffer to)
    {
        first.WriteValue(value.Item1, to);
        second.WriteValue(value.Item2, to);
        third.WriteValue(value.Item3, to);
        fourth.WriteValue(value.Item4, to);
        fifth.WriteValue(value.Item5, to);
        sixth.WriteValue(value.Item6, to);
        seventh.WriteValue(value.Item7, to);
    }

    protected override (T1, T2, T3, T4, T5, T6, T7) Read(ref WireReader from)
        => (Next(first, ref from), Next(second, ref from), Next(third, ref from), Next(fourth, ref from), Next(fifth, ref from), Next(sixth, ref from), Next(seventh, ref from));
}
