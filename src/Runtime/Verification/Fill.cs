using NormGen.Reference;

namespace NormGen.Verification;

/// <summary>One value of a fill.</summary>
/// <param name="random">The source of randomness.</param>
/// <param name="channel">The channel.</param>
/// <param name="index">The index of the value among its channel's.</param>
/// <param name="count">The number of values of the channel.</param>
internal delegate double FillValue(FillRandom random, int channel, int index, int count);

/// <summary>A kind of data to run a layer on.</summary>
/// <param name="Name">The name, for messages.</param>
/// <param name="Bounded">Whether the error bounds are promised: distances from the mean and the variance fit a float.</param>
/// <param name="Value">The values.</param>
internal sealed record Fill(string Name, bool Bounded, FillValue Value)
{
    /// <summary>Makes a tensor; the values of a channel are drawn in the order of their positions.</summary>
    public float[] Make(TensorView view, int seed)
    {
        var random = new FillRandom(seed);
        var values = new float[view.Length];
        for (var channel = 0; channel < view.Channels; channel++)
        {
            for (var index = 0; index < view.PerChannel; index++)
            {
                values[view.IndexOf(index / view.Inner, channel, index % view.Inner)] =
                    (float)Value(random, channel, index, view.PerChannel);
            }
        }

        return values;
    }

    public override string ToString() => Name;
}
