using System.Runtime.InteropServices;

namespace NormGen.Bench.Peers.OneDnn;

/// <summary>Which operand of a primitive: <c>DNNL_ARG_*</c>.</summary>
internal enum DnnlOperand
{
    Source = 1,
    Destination = 17,
    ScaleShift = 33,
    Mean = 49,
    Variance = 50,
    SourceGradient = 129,
    DestinationGradient = 145,
    ScaleShiftGradient = 161,
}

/// <summary>An operand and the memory object that holds it: <c>dnnl_exec_arg_t</c>.</summary>
[StructLayout(LayoutKind.Sequential)]
internal readonly record struct DnnlArgument(DnnlOperand Operand, nint Memory);
