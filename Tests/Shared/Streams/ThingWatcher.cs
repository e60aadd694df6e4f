using System.Collections.Concurrent;
using Orleans.Entities;
using Orleans.Streams;
using Orleans.Streams.Core;

namespace Marketplace.Tests.Shared;

[ImplicitStreamSubscription("thing")]
internal sealed class ThingWatcher(ConcurrentQueue<LogEvent> taken) : Grain, IThingWatcher, IStreamSubscriptionObserver, IAsyncObserver<LogEvent>
{
    public Task OnSubscribed(IStreamSubscriptionHandleFactory handleFactory) => handleFactory.Create<LogEvent>().ResumeAsync(this);

    public Task OnNextAsync(LogEvent item, StreamSequenceToken? token = null)
    {
        taken.Enqueue(item);
        return Task.CompletedTask;
    }

    public Task OnErrorAsync(Exception ex) => Task.CompletedTask;
}
