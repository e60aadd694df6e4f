using System.Net;
using System.Net.Sockets;
using Marketplace.Silo.Configuration;

namespace Marketplace.Silo.Tests.Configuration;

public sealed class FreePortTests
{
    [Fact]
    public void A_free_port_is_none_that_the_system_gives_to_callers_and_can_be_listened_on()
    {
        for (var time = 0; time < 50; time++)
        {
            var port = FreePort.On(IPAddress.Loopback);

            Assert.InRange(port, FreePort.First, FreePort.Last);
            using var listener = new TcpListener(IPAddress.Loopback, port);
            listener.Start();
        }
    }

    [Fact]
    public void One_that_somebody_listens_on_is_not_given()
    {
        using var listener = new TcpListener(IPAddress.Loopback, FreePort.On(IPAddress.Loopback));
        listener.Start();

        Assert.DoesNotContain(((IPEndPoint)listener.LocalEndpoint).Port, Enumerable.Range(0, 20_000).Select(_ => FreePort.On(IPAddress.Loopback)));
    }
}
