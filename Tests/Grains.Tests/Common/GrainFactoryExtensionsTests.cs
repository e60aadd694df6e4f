using Marketplace.Grains.Interfaces.Common;
using Marketplace.Grains.Interfaces.Shipments;
using Marketplace.Grains.Tests.Hosting;

namespace Marketplace.Grains.Tests.Common;

public sealed class GrainFactoryExtensionsTests(GrainsFixture silo) : IClassFixture<GrainsFixture>
{
    [Fact]
    public void References_are_those_that_Orleans_gives_the_first_time_and_later()
    {
        for (var round = 0; round < 2; round++)
        {
            Assert.Equal(silo.Grains.GetGrain<IShipmentsGrain>("s"), silo.Grains.At<IShipmentsGrain>("s"));
            Assert.Equal(silo.Grains.GetGrain<IShipmentsGrain>("t"), silo.Grains.At<IShipmentsGrain>(GrainId.Create("shipments", "t")));
        }
    }
}
