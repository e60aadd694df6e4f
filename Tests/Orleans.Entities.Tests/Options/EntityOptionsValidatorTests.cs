using Microsoft.Extensions.Options;
using Orleans.Configuration;

namespace Orleans.Entities.Tests;

public sealed class EntityOptionsValidatorTests
{
    [Fact]
    public void The_defaults_are_valid() => Validate(_ => { });

    [Theory]
    [InlineData(nameof(EntityOptions.MaxWaitingCalls))]
    [InlineData(nameof(EntityOptions.MaxGatheredBytes))]
    [InlineData(nameof(EntityOptions.LazyDelay))]
    [InlineData(nameof(EntityOptions.WriteTimeout))]
    [InlineData(nameof(EntityOptions.ResumePeriod))]
    public void Nothing_of_something_is_refused_by_its_name(string name)
    {
        var property = typeof(EntityOptions).GetProperty(name)!;
        var nothing = Activator.CreateInstance(property.PropertyType);
        var refusal = Assert.Throws<OrleansConfigurationException>(() => Validate(options => property.SetValue(options, nothing)));
        Assert.Contains(name, refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_write_must_settle_before_its_callers_give_up()
    {
        var refusal = Assert.Throws<OrleansConfigurationException>(
            () => Validate(options => options.WriteTimeout = TimeSpan.FromSeconds(15)));
        Assert.Contains(nameof(SiloMessagingOptions.ResponseTimeout), refusal.Message, StringComparison.Ordinal);
    }

    private static void Validate(Action<EntityOptions> change)
    {
        var options = new EntityOptions();
        change(options);
        new EntityOptionsValidator(Options.Create(options), Options.Create(new SiloMessagingOptions())).ValidateConfiguration();
    }
}
