using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Entities;
using Orleans.Runtime.Messaging;

namespace Marketplace.Api.Tests.Http;

public sealed class ClusterProblemsTests
{
    private readonly DefaultHttpContext _http = new() { RequestServices = new ServiceCollection().AddLogging().BuildServiceProvider() };

    public static TheoryData<Exception> CannotNow() =>
    [
        new EntityOverloadedException("busy"),
        new EntityUnavailableException("gone", unknown: true, null),
        new EntityStoreException("silent"),
        new TimeoutException(),
        new SiloUnavailableException(),
        new ConnectionFailedException("no gateway"),
        new OperationCanceledException("Message expired before placement could complete."),
    ];

    [Theory, MemberData(nameof(CannotNow))]
    public void What_the_cluster_cannot_do_now_may_be_asked_again(Exception error)
    {
        var problem = ClusterProblems.Of(_http, error)!;

        Assert.Equal(503, problem.Status);
        Assert.NotNull(problem.RetryAfter);
    }

    [Fact]
    public void What_is_a_fault_is_none_of_the_clusters() => Assert.Null(ClusterProblems.Of(_http, new InvalidOperationException()));
}
