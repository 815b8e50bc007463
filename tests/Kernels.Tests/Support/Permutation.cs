using NormGen.Reference;

namespace NormGen.Kernels.Tests.Support;

/// <summary>The order of elements between channels-first and channels-last memory.</summary>
internal static class Permutation
{
    /// <summary>From (outer, channels, inner) to (outer, inner, channels).</summary>
    public static T[] ToChannelsLast<T>(T[] channelsFirst, TensorView view)
    {
        var permuted = new T[channelsFirst.Length];
        for (var index = 0; index < permuted.Length; index++)
        {
            permuted[IndexInChannelsLast(index, view)] = channelsFirst[index];
        }

        return permuted;
    }

    private static int IndexInChannelsLast(int index, TensorView view)
    {
        var inner = index % view.Inner;
        var channel = view.ChannelOf(index);
        var outer = index / view.Inner / view.Channels;
        return (((outer * view.Inner) + inner) * view.Channels) + channel;
    }
}
