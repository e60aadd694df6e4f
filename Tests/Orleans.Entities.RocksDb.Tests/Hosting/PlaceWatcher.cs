using System.Collections.Concurrent;
using Orleans.Streams;
using Orleans.Streams.Core;

namespace Orleans.Entities.RocksDb.Tests.Hosting;

[ImplicitStreamSubscription("place")]
internal sealed class PlaceWatcher(ConcurrentQueue<LogEvent> taken) : Grain, IPlaceWatcher, IStreamSubscriptionObserver, IAsyncObserver<LogEvent>
{
    public Task OnSubscribed(IStreamSubscriptionHandleFactory handleFactory) => handleFactory.Create<LogEvent>().ResumeAsync(this);

    public Task OnNextAsync(LogEvent item, StreamSequenceToken? token = null)
    {
        taken.Enqueue(item);
        return Task.CompletedTask;
    }

    public Task OnErrorAsync(Exception ex) => Task.CompletedTask;
}
