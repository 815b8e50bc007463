using NormGen.Reference;

namespace NormGen.Verification;

/// <summary>One value of a fill.</summary>
/// <param name="random">The source of randomness.</param>
/// <param name="group">The group of values that share their statistics: of batch norm a channel, else a sample's.</param>
/// <param name="index">The index of the value in its group.</param>
/// <param name="count">The number of values of the group.</param>
internal delegate double FillValue(FillRandom random, int group, int index, int count);

/// <summary>A kind of data to run a layer on.</summary>
/// <param name="Name">The name, for messages.</param>
/// <param name="Value">The values.</param>
internal sealed record Fill(string Name, FillValue Value)
{
    /// <summary>Makes a tensor; the values of a group are drawn in the order of memory.</summary>
    public float[] Make(StatisticGroups groups, int seed)
    {
        var random = new FillRandom(seed);
        var values = new float[groups.View.Length];
        for (var group = 0; group < groups.Count; group++)
        {
            for (var index = 0; index < groups.PerGroup; index++)
            {
                values[groups.IndexOf(group, index)] = (float)Value(random, group, index, groups.PerGroup);
            }
        }

        return values;
    }

    public override string ToString() => Name;
}
