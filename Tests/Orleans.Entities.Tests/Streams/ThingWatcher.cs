using Orleans.Streams;
using Orleans.Streams.Core;

namespace Orleans.Entities.Tests.Streams;

[ImplicitStreamSubscription("thing")]
internal sealed class ThingWatcher(Watched watched) : Grain, IThingWatcher, IStreamSubscriptionObserver, IAsyncObserver<LogEvent>
{
    public Task OnSubscribed(IStreamSubscriptionHandleFactory handleFactory) => handleFactory.Create<LogEvent>().ResumeAsync(this);

    public Task OnNextAsync(LogEvent item, StreamSequenceToken? token = null)
    {
        watched.Take(item);
        return Task.CompletedTask;
    }

    public Task OnErrorAsync(Exception ex) => Task.CompletedTask;
}
