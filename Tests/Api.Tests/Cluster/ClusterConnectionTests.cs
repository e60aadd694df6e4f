using Marketplace.Api.Cluster;

namespace Marketplace.Api.Tests.Cluster;

[Trait("store", "none")]
public sealed class ClusterConnectionTests
{
    private readonly ClusterConnection _connection = new();

    [Fact]
    public void It_is_up_once_it_has_joined_and_while_there_are_gateways()
    {
        _connection.NotifyGatewayCountChanged(1, 0, false);
        Assert.False(_connection.IsUp);
        _connection.Joined();
        Assert.True(_connection.IsUp);
        _connection.NotifyGatewayCountChanged(0, 1, false);
        Assert.False(_connection.IsUp);
        _connection.NotifyGatewayCountChanged(2, 0, true);
        Assert.True(_connection.IsUp);
        _connection.NotifyClusterConnectionLost();
        Assert.False(_connection.IsUp);
    }

    [Fact]
    public void A_number_of_gateways_that_comes_late_does_not_keep_it_down_once_a_silo_has_answered()
    {
        _connection.Joined();
        _connection.NotifyGatewayCountChanged(1, 0, true);
        _connection.NotifyGatewayCountChanged(0, 1, false);
        Assert.False(_connection.IsUp);

        _connection.Answered();

        Assert.True(_connection.IsUp);
    }

    [Fact]
    public void An_answer_takes_nothing_from_the_number_of_gateways_that_is_known()
    {
        _connection.Joined();
        _connection.NotifyGatewayCountChanged(3, 0, false);
        _connection.Answered();
        _connection.NotifyGatewayCountChanged(2, 3, false);

        Assert.True(_connection.IsUp);
    }
}
