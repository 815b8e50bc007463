using System.Collections.Generic;
using System.Linq;

namespace NormGen.Samples.Digits;

/// <summary>Stochastic gradient descent with momentum, as PyTorch has it: v = momentum v + gradient; value -= rate v.</summary>
internal sealed class SgdMomentum(IEnumerable<LayerParameter> parameters, float momentum)
{
    private readonly (LayerParameter Parameter, float[] Velocity)[] states =
        [.. parameters.Where(parameter => parameter.IsTrainable).Select(parameter => (parameter, new float[parameter.Value.Length]))];

    public void Step(float rate)
    {
        foreach (var (parameter, velocity) in states)
        {
            var value = parameter.Value.Span;
            var gradient = parameter.Gradient.Span;
            for (var i = 0; i < velocity.Length; i++)
            {
                velocity[i] = momentum * velocity[i] + gradient[i];
                value[i] -= rate * velocity[i];
            }
        }
    }
}
