using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Orleans.Entities;

namespace Orleans.Streaming.Kafka.Positions;

/// <summary>A reader's position as the topic of positions has it: the key is <c>{reader}/{partition}</c>, the value JSON.</summary>
internal sealed partial record PositionRecord(Guid Log, long Next, string? Last)
{
    public static byte[] Key(string reader, int partition) => Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{reader}/{partition}"));

    public static byte[] Value(LogPosition position)
        => JsonSerializer.SerializeToUtf8Bytes(new PositionRecord(position.LogId, position.Next, position.Last), Context.Default.PositionRecord);

    /// <summary>Whose position it is; null when it is no key of one.</summary>
    public static (string Reader, int Partition)? ReadKey(byte[]? key)
    {
        var text = Encoding.UTF8.GetString(key ?? []);
        var slash = text.LastIndexOf('/');
        return slash > 0 && int.TryParse(text.AsSpan(slash + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var partition)
            ? (text[..slash], partition)
            : null;
    }

    /// <exception cref="JsonException">It is none.</exception>
    public static LogPosition Read(byte[] value)
        => JsonSerializer.Deserialize(value, Context.Default.PositionRecord) is { } record ? new(record.Log, record.Next, record.Last) : throw new JsonException("It is null.");

    [JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, RespectRequiredConstructorParameters = true)]
    [JsonSerializable(typeof(PositionRecord))]
    private sealed partial class Context : JsonSerializerContext;
}
