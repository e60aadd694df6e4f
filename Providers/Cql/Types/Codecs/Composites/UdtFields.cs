using Cql.Protocol;

namespace Cql.Types;

/// <summary>Reads and writes one field of a user-defined type: called by what is compiled for each class.</summary>
internal static class UdtFields
{
    /// <summary>The next field; null where the value ends before it.</summary>
    public static T Next<T>(CqlCodec<T> codec, string name, ref WireReader from)
    {
        try
        {
            return from.Remaining == 0 ? codec.ReadValue(isNull: true, default) : codec.ReadValue(ref from);
        }
        catch (CqlTypeException error)
        {
            throw Named(name, error);
        }
    }

    /// <summary>Passes over the next field, if there is one.</summary>
    public static void Skip(ref WireReader from)
    {
        if (from.Remaining > 0)
            from.TryReadBytes(out _);
    }

    /// <summary>Writes a field.</summary>
    public static void Write<T>(CqlCodec<T> codec, string name, T value, WireBuffer to)
    {
        try
        {
            codec.WriteValue(value, to);
        }
        catch (CqlTypeException error)
        {
            throw Named(name, error);
        }
    }

    private static CqlTypeException Named(string name, CqlTypeException error) => new($"{name}: {error.Message}", error);
}
