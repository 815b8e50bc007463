using NormGen.Runtime;

namespace NormGen.Verification;

/// <summary>Parameters that show what a layer does with them.</summary>
internal static class RandomParameters
{
    /// <summary>Fills gamma and beta, where a layer has them: scales of both signs with a zero among them.</summary>
    public static void Use(LayerState state, LayerTraits traits, int seed)
    {
        var random = new FillRandom(seed);
        var one = traits.UnitOffset ? 0 : 1;
        for (var channel = 0; traits.Affine && channel < state.Shape.Channels; channel++)
        {
            var scale = channel % 11 == 7 ? 0 : 1 + random.Normal();
            state.Gamma[channel] = (float)(scale - 1 + one);
            if (traits.HasMean)
            {
                state.Beta[channel] = (float)(0.5 * random.Normal());
            }
        }

        if (traits.IsQuantized)
        {
            UseQuantization(state, traits, random);
        }
    }

    /// <summary>Steps that most outputs of such parameters are within the range of, and some are not.</summary>
    private static void UseQuantization(LayerState state, LayerTraits traits, FillRandom random)
    {
        var (least, most) = QuantizedReference.Range(traits.Quantization);
        state.OutputScale = (float)(0.01 + (0.03 * random.Uniform()));
        state.OutputZeroPoint = ((least + most) / 2) + (int)(40 * (random.Uniform() - 0.5));
    }
}
