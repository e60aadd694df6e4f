namespace Cql.Protocol.Messages;

/// <summary>Reads SUPPORTED: what a server can, by option.</summary>
internal static class SupportedReader
{
    /// <exception cref="CqlProtocolException">The body is malformed.</exception>
    public static IReadOnlyDictionary<string, string[]> Read(ReadOnlySpan<byte> body)
    {
        var reader = new WireReader(body);
        var options = new Dictionary<string, string[]>(StringComparer.OrdinalIgnoreCase);
        for (var left = reader.ReadCount(reader.ReadUInt16(), sizeof(ushort) * 2); left > 0; left--)
            options[reader.ReadString()] = reader.ReadStringList();
        return options;
    }
}
