namespace Orleans.Streaming.Kafka.TellerSilo.Tellers;

/// <summary>What a teller tells of a number.</summary>
[GenerateSerializer, Immutable, Alias(Type)]
public sealed record Told([property: Id(0)] long Number)
{
    /// <summary>The type of the event.</summary>
    public const string Type = "tests.teller.told.v1";

    private const int Most = 3;

    /// <summary>How many events tell of a number.</summary>
    public static int CountOf(long number) => 1 + (int)(number % Most);
}
