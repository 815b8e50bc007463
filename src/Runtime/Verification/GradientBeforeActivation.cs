namespace NormGen.Verification;

/// <summary>The gradient before an activation, with the derivative that the given output tells.</summary>
/// <remarks>
/// Within the bound of a kink either one-sided derivative is right, but it must be that of the output that was given: where relu
/// gave 0 its derivative is 0, where it gave anything else, NaN included, 1.
/// </remarks>
internal static class GradientBeforeActivation
{
    public static float[] Of(Activation activation, float[] output, float[] outputGradient)
    {
        var gradient = (float[])outputGradient.Clone();
        for (var index = 0; index < gradient.Length; index++)
        {
            gradient[index] = activation == Activation.Relu && output[index] == 0 ? 0 : gradient[index];
        }

        return gradient;
    }
}
