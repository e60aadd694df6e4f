using System.Reflection;
using Marketplace.Grains.Interfaces.Common;
using Orleans.CodeGeneration;

namespace Marketplace.Grains.Tests.Contracts;

/// <summary>Silos of two builds talk to each other while a cluster is upgraded: what they say is named by hand, and numbered.</summary>
public sealed class GrainContractTests
{
    private static readonly Type[] Types = typeof(KeySpace).Assembly.GetTypes();

    [Fact]
    public void Every_grain_has_an_alias_and_a_version()
    {
        var grains = Types.Where(type => type.IsInterface && typeof(IGrain).IsAssignableFrom(type)).ToList();

        Assert.NotEmpty(grains);
        Assert.All(grains, grain =>
        {
            Assert.NotNull(grain.GetCustomAttribute<AliasAttribute>());
            Assert.NotNull(grain.GetCustomAttribute<VersionAttribute>());
            Assert.All(grain.GetMethods(), method => Assert.NotNull(method.GetCustomAttribute<AliasAttribute>()));
        });
    }

    [Fact]
    public void Everything_that_is_sent_has_an_alias()
        => Assert.All(Types.Where(type => type.GetCustomAttribute<GenerateSerializerAttribute>() is not null), type => Assert.NotNull(type.GetCustomAttribute<AliasAttribute>()));
}
