using System.Text;

namespace Orleans.Entities.Contract;

internal static class Text
{
    internal static string Of(ReadOnlyMemory<byte> bytes) => Encoding.UTF8.GetString(bytes.Span);

    internal static string? Of(ReadOnlyMemory<byte>? bytes) => bytes is { } value ? Of(value) : null;

    internal static IEnumerable<string> KeysOf(IEnumerable<EntityRow> rows) => rows.Select(row => row.Key.Key);
}
