namespace Orleans.Streaming.Kafka.TellerSilo.Tellers;

[GenerateSerializer, Immutable, Alias("tests.Teller")]
internal sealed record Teller([property: Id(0)] long Last);
