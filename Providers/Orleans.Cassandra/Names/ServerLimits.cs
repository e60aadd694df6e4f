using Cql;

namespace Orleans.Cassandra;

/// <summary>Recognises that a write is larger than the servers take.</summary>
internal static class ServerLimits
{
    // A message is measured first, against native_transport_max_message_size, which is max_mutation_size where nobody has set it; then the
    // mutation. Both are one error code with much else.
    private static readonly string[] Refusals = ["exceeds allowed maximum", "oversized mutation"];

    /// <summary>Whether it was refused for its size.</summary>
    public static bool AreMetBy(CqlInvalidRequestException refusal)
        => Array.Exists(Refusals, text => refusal.Message.Contains(text, StringComparison.OrdinalIgnoreCase));

    /// <summary>What its writer hears: it must not try the same again.</summary>
    public static ArgumentException Error(string what, CqlInvalidRequestException refusal) => new(
        $"{what} is larger than the servers take: {refusal.Message}. The setting is 'max_mutation_size' in cassandra.yaml, by default half of 'commitlog_segment_size'.", refusal);
}
