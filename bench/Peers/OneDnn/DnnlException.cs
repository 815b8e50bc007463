using System;

namespace NormGen.Bench.Peers.OneDnn;

/// <summary>A call of oneDNN's that failed.</summary>
internal sealed class DnnlException : Exception
{
    public DnnlException()
    {
    }

    public DnnlException(string message)
        : base(message)
    {
    }

    public DnnlException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    /// <param name="status">Its <c>dnnl_status_t</c>: 3 is "no such kernel".</param>
    public DnnlException(int status)
        : base($"oneDNN answered {status}.")
    {
    }
}
