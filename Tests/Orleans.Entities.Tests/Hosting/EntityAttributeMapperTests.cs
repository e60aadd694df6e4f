namespace Orleans.Entities.Tests;

public sealed class EntityAttributeMapperTests
{
    [Fact]
    public void A_parameter_of_another_type_is_refused_by_its_name()
    {
        var parameter = typeof(Misused).GetConstructors()[0].GetParameters()[0];
        var refusal = Assert.Throws<ArgumentException>(() => new EntityAttributeMapper().GetFactory(parameter, new()));
        Assert.Contains("wrong", refusal.Message, StringComparison.Ordinal);
    }

    private sealed class Misused([Entity] string wrong)
    {
        public override string ToString() => wrong;
    }
}
