using Orleans.Entities.Contract;

namespace Orleans.Streaming.Kafka.Tests.Contract;

[Collection(nameof(OneBroker))]
public sealed class KafkaLogTests(OneBroker broker) : LogContract
{
    protected override ValueTask<StoreUnderTest> CreateAsync() => KafkaUnderTest.CreateAsync(broker);
}

[Collection(nameof(OneBroker))]
public sealed class KafkaPositionTests(OneBroker broker) : PositionContract
{
    protected override ValueTask<StoreUnderTest> CreateAsync() => KafkaUnderTest.CreateAsync(broker);
}
