using Microsoft.Extensions.Options;

namespace Orleans.Configuration;

internal sealed class EntityOptionsValidator(IOptions<EntityOptions> options, IOptions<SiloMessagingOptions> messaging) : IConfigurationValidator
{
    public void ValidateConfiguration()
    {
        var value = options.Value;
        Require(value.MaxWaitingCalls >= 1, nameof(value.MaxWaitingCalls), "at least 1");
        Require(value.MaxGatheredBytes >= 1, nameof(value.MaxGatheredBytes), "at least 1");
        Require(value.RememberedRowBytes >= 0, nameof(value.RememberedRowBytes), "at least 0");
        Require(value.LazyDelay > TimeSpan.Zero, nameof(value.LazyDelay), "more than zero");
        Require(value.WriteTimeout > TimeSpan.Zero, nameof(value.WriteTimeout), "more than zero");
        Require(
            value.WriteTimeout * 2 < messaging.Value.ResponseTimeout,
            nameof(value.WriteTimeout),
            $"less than half of {nameof(SiloMessagingOptions)}.{nameof(MessagingOptions.ResponseTimeout)}, {messaging.Value.ResponseTimeout}");
        Require(value.ResumePeriod > TimeSpan.Zero, nameof(value.ResumePeriod), "more than zero");
    }

    private static void Require(bool holds, string name, string range)
    {
        if (!holds)
            throw new OrleansConfigurationException($"{nameof(EntityOptions)}.{name} must be {range}.");
    }
}
