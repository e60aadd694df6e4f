using System.Text.Json;
using System.Text.Json.Serialization;
using Orleans.Entities;

namespace Marketplace.Benchmarks.Log;

/// <summary>An event of some 256 bytes.</summary>
internal sealed partial record BenchmarkEvent(string OrderId, string CustomerId, int Line, DateTimeOffset PlacedAt, string Note)
{
    public const string Type = "benchmarks.order.paid.v1";

    private static readonly string Filler = new('x', 130);

    public static BenchmarkEvent Of(int number)
        => new($"ord_{number:d12}", $"customer-{number % 1000}", number, DateTimeOffset.UnixEpoch.AddSeconds(number), Filler);

    public static BenchmarkEvent Read(ReadOnlySpan<byte> data) => JsonSerializer.Deserialize(data, Context.Default.BenchmarkEvent)!;

    public byte[] Write() => JsonSerializer.SerializeToUtf8Bytes(this, Context.Default.BenchmarkEvent);

    /// <summary>The commit of an entity that tells of it.</summary>
    public EntityCommit CommitOf(EntityKey entity, long version) => new()
    {
        Key = entity,
        ExpectedVersion = version - 1,
        ExpectedWriteId = Guid.Empty,
        WriteId = Guid.NewGuid(),
        Time = PlacedAt,
        Events = [new PendingEvent(Type, Write())],
    };

    [JsonSerializable(typeof(BenchmarkEvent))]
    private sealed partial class Context : JsonSerializerContext;
}
